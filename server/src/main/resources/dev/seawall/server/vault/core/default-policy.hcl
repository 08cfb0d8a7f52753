# What every token may do about itself, unless it was made without this policy.

# Its own token: look, renew, give up.
path "auth/token/lookup-self" { capabilities = ["read"] }
path "auth/token/renew-self"  { capabilities = ["update"] }
path "auth/token/revoke-self" { capabilities = ["update"] }

# Its own capabilities, and its own entity.
path "sys/capabilities-self"                              { capabilities = ["update"] }
path "identity/entity/id/{{identity.entity.id}}"          { capabilities = ["read"] }
path "identity/entity/name/{{identity.entity.name}}"      { capabilities = ["read"] }

# What the pages show, as far as the token reaches.
path "sys/internal/ui/resultant-acl" { capabilities = ["read"] }

# Its leases.
path "sys/renew"         { capabilities = ["update"] }
path "sys/leases/renew"  { capabilities = ["update"] }
path "sys/leases/lookup" { capabilities = ["update"] }

# Its own cubbyhole.
path "cubbyhole/*" { capabilities = ["create", "read", "update", "delete", "list"] }

# Wrapping.
path "sys/wrapping/wrap"   { capabilities = ["update"] }
path "sys/wrapping/lookup" { capabilities = ["update"] }
path "sys/wrapping/unwrap" { capabilities = ["update"] }

# Hashes, random bytes, the state of a control group.
path "sys/tools/hash"            { capabilities = ["update"] }
path "sys/tools/hash/*"          { capabilities = ["update"] }
path "sys/control-group/request" { capabilities = ["update"] }
path "identity/oidc/provider/+/authorize" { capabilities = ["read", "update"] }
