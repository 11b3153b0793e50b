def there = ['sh', '-c', 'command -v distcc && command -v distccd'].execute().waitFor() == 0
if (!there) {
  println 'SKIPPED: distcc needs distcc and distccd on the PATH, and .ci/packages installs them.'
}
there
