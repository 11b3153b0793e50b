# Does not end, ignores what asks it to, and has a child in a session of its own that does the same. An hour is for
# ever in a test, and if a test loses one, it does not stay.
trap '' TERM INT HUP
echo "$$" > hang.pid
setsid sh -c 'echo $$ > hang-child.pid; sleep 3600; :' &
sleep 3600
