#!/usr/bin/env bash
# Tools of others against a system on this machine, for a night. What is not installed is left out:
#   apt-get install sqlmap slowhttptest hydra zzuf curl
#   DATA_DIR=.data deploy/security/nightly.sh      the system that runs there; by default .data
# SECONDS_EACH bounds each tool (600), PDFS how many broken ones are uploaded (5000). The last line is the verdict.
set -uo pipefail
cd "$(dirname "$0")/../.."

run="${DATA_DIR:-.data}/run.json"
each="${SECONDS_EACH:-600}"
pdfs="${PDFS:-5000}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
[ -f "$run" ] || { echo "No system runs on ${DATA_DIR:-.data}: npm start"; exit 1; }

of() { node -p "JSON.parse(require('node:fs').readFileSync('$run', 'utf8')).$1"; }
gateway="$(of gateway | sed 's#//localhost#//127.0.0.1#')"
case "$gateway" in http://127.0.0.1:*) ;; *) echo "Only for a system on this machine, not $gateway"; exit 1 ;; esac
port="${gateway##*:}"
failed=0
said() { printf '%-14s %s\n' "$1" "$2"; }
broken() { said "$1" "FAILED: $2"; failed=1; }
has() { command -v "$1" >/dev/null || { said "$1" 'not installed, left out'; false; }; }
status() { curl -s -o "$work/body" -w '%{http_code}' -m 30 "$@"; }
alive() { [ "$(status "$gateway/readyz")" = 200 ]; }

sign_in() {
  status "$gateway/v1/sessions" -H 'content-type: application/json' \
    -d "{\"email\":\"$(of "accounts.$1.email")\",\"password\":\"$(of "accounts.$1.password")\"}" >/dev/null
  node -p "JSON.parse(require('node:fs').readFileSync('$work/body', 'utf8')).accessToken"
}
admin="$(sign_in admin)"

if has sqlmap; then
  addresses=(
    '/v1/publications?q=musi&year=2020&subject=a&area=1606&sort=newest&limit=5'
    '/v1/suggestions?q=musi'
    '/v1/pages?q=musi'
    '/v1/institutions?q=univ'
    '/sru?operation=searchRetrieve&query=musi'
    '/opds/v2/publications?q=musi'
    '/v1/desk/visits?state=waiting&date=2026-11-23'
    '/v1/desk/complaints?state=received&channel=web'
    '/v1/desk/messages?state=sent'
    '/v1/desk/copies?q=310'
  )
  tried=0
  cut=0
  found=0
  for address in "${addresses[@]}"; do
    timeout "$((each / ${#addresses[@]} + 1))" sqlmap -u "$gateway$address" --batch --level 3 --risk 1 \
      --dbms PostgreSQL --disable-coloring --timeout 15 --retries 0 --output-dir "$work/sqlmap" \
      --headers "Authorization: Bearer $admin" --ignore-code 400,401,404,429 >"$work/sqlmap.log" 2>&1
    [ $? -ne 124 ] || cut=$((cut + 1))
    tried=$((tried + 1))
    # What it found it says in these words, whatever its exit code is.
    grep -q 'sqlmap identified the following injection point' "$work/sqlmap.log" && found=$((found + 1))
  done
  [ "$found" -eq 0 ] && said sqlmap "$tried addresses, nothing injectable, $cut cut off by the time" || broken sqlmap "$found of $tried addresses"
fi

if has slowhttptest; then
  for mode in -H -B -X; do
    answered=0
    asked=0
    slowhttptest "$mode" -c 300 -r 100 -i 5 -l "$((each / 3))" -p 5 -u "$gateway/v1/visits" >"$work/slow.log" 2>&1 &
    slow=$!
    while kill -0 "$slow" 2>/dev/null; do
      asked=$((asked + 1))
      alive && answered=$((answered + 1))
      sleep 2
    done
    [ "$answered" -eq "$asked" ] && said "slowhttp $mode" "300 slow clients, $answered of $asked others answered" ||
      broken "slowhttp $mode" "$answered of $asked others answered"
  done
fi

if has hydra; then
  victim="$(of accounts.officer.email)"
  for n in $(seq 200); do echo "tebakan-$n"; done >"$work/guesses"
  timeout "$each" hydra -l "$victim" -P "$work/guesses" -t 4 -f -s "$port" 127.0.0.1 http-post-form \
    '/v1/sessions:{"email"\:"^USER^","password"\:"^PASS^"}:H=Content-Type\: application/json:S=accessToken' \
    >"$work/hydra.log" 2>&1
  guess="$(status "$gateway/v1/sessions" -H 'content-type: application/json' -d "{\"email\":\"$victim\",\"password\":\"tebakan\"}")"
  if grep -q '1 valid password found' "$work/hydra.log"; then
    broken hydra 'a password was guessed'
  elif [ "$guess" = 429 ]; then
    said hydra '200 guesses, none right, and the next is turned away (429)'
  else
    broken hydra "200 guesses and the next is answered $guess"
  fi
fi

if has zzuf; then
  status "$gateway/v1/publications?availability=softcopy&limit=1" >/dev/null
  book="$(node -p "JSON.parse(require('node:fs').readFileSync('$work/body', 'utf8')).items[0].id")"
  curl -s -m 60 -o "$work/whole.pdf" -H "authorization: Bearer $admin" "$gateway/v1/publications/$book/softcopy"
  id="$(status "$gateway/v1/desk/publications" -H "authorization: Bearer $admin" -H 'content-type: application/json' \
    -d '{"title":"Berkas rusak"}' >/dev/null; node -p "JSON.parse(require('node:fs').readFileSync('$work/body', 'utf8')).id")"
  until=$((SECONDS + each))
  declare -A answers=()
  for seed in $(seq "$pdfs"); do
    [ "$SECONDS" -lt "$until" ] || break
    zzuf -s "$seed" -r 0.0005:0.02 <"$work/whole.pdf" >"$work/broken.pdf"
    code="$(status -m 120 -X PUT "$gateway/v1/desk/publications/$id/softcopy" -H "authorization: Bearer $admin" \
      -H 'content-type: application/pdf' --data-binary "@$work/broken.pdf")"
    answers[$code]=$((${answers[$code]:-0} + 1))
    # A token lives for half an hour, a night is longer.
    [ "$code" != 401 ] || admin="$(sign_in admin)"
  done
  told=''
  for code in "${!answers[@]}"; do
    told="$told ${answers[$code]} × $code"
    case "$code" in 5* | 000) failed=1 ;; esac
  done
  said zzuf "broken PDFs:$told"
fi

alive && said 'the system' 'still answers' || broken 'the system' 'does not answer any more'
[ "$failed" -eq 0 ] && echo 'passed' || { echo 'failed'; exit 1; }
