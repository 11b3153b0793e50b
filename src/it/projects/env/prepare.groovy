def original = "alias ll='ls -l'\n# ünïcode, and no end of line at the end"
['original', 'changed', 'removed'].each { new File(basedir, it).setText(original, 'UTF-8') }
true
