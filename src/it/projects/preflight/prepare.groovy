assert new File(basedir, 'directory').mkdir()
assert new File(basedir, 'my project').mkdir()
true
