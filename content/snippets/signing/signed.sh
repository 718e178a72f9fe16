#!/usr/bin/env bash
# Sends one signed look-up to the exchange and prints the answer.
#   export API_KEY=... API_SECRET=...
#   ./signed.sh private/user-balance '{}' | jq .
# It only reads: other methods are refused. API_HOST names another host, such as the sandbox's, with https:// in front.
# Needs bash, curl, jq and openssl. While openssl runs, other users of this machine can see the secret in the list of
# processes: do not use it on a shared machine.
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
request=$(jq -nc --arg method "$method" --argjson id "$id" --argjson nonce "$nonce" --argjson params "$params" \
  '{id: $id, method: $method, api_key: env.API_KEY, params: $params, nonce: $nonce}')

# The signed text: keys in their order, each with its value; a list without any index; null as a word.
text=$(jq -rj '
  def text: if type == "object" then . as $all | keys | map(. + ($all[.] | text)) | add // ""
    elif type == "array" then map(text) | add // ""
    else tostring end;
  .method + (.id | tostring) + .api_key + (.params | text) + (.nonce | tostring)' <<< "$request")
sig=$(printf %s "$text" | openssl dgst -sha256 -hmac "$API_SECRET" | sed 's/^.* //')

sig=$sig jq -c '. + {sig: env.sig}' <<< "$request" |
  curl -sS "$host/$method" -H 'Content-Type: application/json' --data-binary @-
