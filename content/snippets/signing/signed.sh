#!/usr/bin/env bash
# Sends one signed look-up to the exchange and prints the answer.
#   export API_KEY=... API_SECRET=...
#   ./signed.sh private/user-balance '{}' | jq .
# It only reads: other methods are refused. API_HOST names another host,
# such as https://uat-api.3ona.co/exchange/v1 of the sandbox.
# Needs bash, curl, jq and openssl. While openssl runs, other users of this
# machine can see the secret in the list of processes: use your own machine.
set -euo pipefail

method=${1:?usage: ./signed.sh METHOD [PARAMS]}
params=${2:-'{}'}
host=${API_HOST:-https://api.crypto.com/exchange/v1}
: "${API_KEY:?is not set}" "${API_SECRET:?is not set}"
export API_KEY

reads='^private/((advanced|staking)/)?get-[a-z-]+$|^private/user-balance(-history)?$'
if ! [[ $method =~ $reads ]]; then
  echo "signed.sh sends look-ups only, not $method" >&2
  exit 2
fi

id=1
nonce=$(jq -n 'now * 1000 | floor')
request=$(jq -nc --arg method "$method" --argjson params "$params" \
  --argjson id "$id" --argjson nonce "$nonce" \
  '{$id, $method, api_key: env.API_KEY, $params, $nonce}')

# The signed text: keys in their order, each with its value, a list without
# any index, null as a word.
text=$(jq -rj '
  def text:
    if type == "object" then
      to_entries | sort_by(.key) | map(.key + (.value | text)) | add // ""
    elif type == "array" then map(text) | add // ""
    else tostring end;
  "\(.method)\(.id)\(.api_key)\(.params | text)\(.nonce)"' <<< "$request")
sig=$(printf %s "$text" | openssl dgst -sha256 -hmac "$API_SECRET")
sig=${sig##* }

sig=$sig jq -c '. + {sig: env.sig}' <<< "$request" |
  curl -sS "$host/$method" --data-binary @- \
    -H 'Content-Type: application/json'
