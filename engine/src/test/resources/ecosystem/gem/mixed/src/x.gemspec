Gem::Specification.new do |spec|
  spec.name = "x"
  spec.version = X::VERSION
end
