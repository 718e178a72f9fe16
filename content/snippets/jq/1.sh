# Codes that may be sent again after a wait, with the wait
curl -s https://site.example/api/v1/retry-policy.json |
  jq -r '.policies[] | select(.retry.advice == "after_backoff") | "\(.code)\t\(.name)\t\(.retry.min_delay_ms) ms"'

# Everything that an integrator can fix, as CSV
curl -s "https://site.example/api/v1/codes?owner=integrator" |
  jq -r '.results[] | [.code, .name, .summary] | @csv'

# What to tell the customer
curl -s https://site.example/api/v1/codes/306 | jq -r .customer_reply

# Every code in a log, with its count
printf '%s\n' '{"code":306,"method":"private/create-order"}' '{"code":306,"method":"private/create-order"}' |
  curl -s https://site.example/api/v1/decode -H "Content-Type: text/plain" --data-binary @- |
  jq -r '.findings[] | "\(.count) x \(.code) \(.name)"'
