# The note for a ticket, in Markdown.
curl -s https://site.example/api/v1/decode -H "Accept: text/markdown" \
  -H "Content-Type: text/plain" --data-binary @- <<'PASTE'
My order does not work!! {"id":7,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}
PASTE
