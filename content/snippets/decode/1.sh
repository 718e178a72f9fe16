curl -s https://site.example/api/v1/decode \
  -H "Content-Type: text/plain" --data-binary @- <<'PASTE'
2026-11-23 06:00:01 ERROR {"id":7,"method":"private/create-order","code":306}
PASTE
