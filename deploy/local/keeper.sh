# Ends what it was told to watch when the process that started it is gone, however that ended (kill -9
# included). It reads from a pipe; the pipe closes with its writer. A shell, so that it costs 1 MB.
#   watch PID    forget PID    remove FILE (when cleaning up)    done (orderly end: nothing to clean)
trap '' INT TERM HUP
pids=' '
files=''
while read -r verb what; do
  case "$verb" in
    watch) pids="$pids$what " ;;
    forget) pids="${pids%% "$what" *} ${pids#* "$what" }" ;;
    remove) files="$files$what
" ;;
    done) exit 0 ;;
  esac
done

alive() {
  for pid in $pids; do
    if kill -0 "$pid" 2>/dev/null; then return 0; fi
  done
  return 1
}

# PostgreSQL waits for its clients on TERM and ends at once, cleanly, on INT.
for signal in TERM TERM INT INT KILL; do
  for pid in $pids; do kill -s "$signal" "$pid" 2>/dev/null; done
  tries=0
  while [ $tries -lt 20 ] && alive; do
    sleep 0.1
    tries=$((tries + 1))
  done
  alive || break
done
printf '%s' "$files" | while read -r file; do rm -f -- "$file"; done
