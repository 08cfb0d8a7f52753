# -*- encoding: utf-8 -*-
# stub: yaml 0.2.1 ruby lib

Gem::Specification.new do |s|
  s.name = "yaml".freeze
  s.version = "0.2.1"
  s.licenses = ["Ruby".freeze, "BSD-2-Clause".freeze]
end
