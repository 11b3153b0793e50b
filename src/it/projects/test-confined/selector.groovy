// Where root can neither make a mount namespace nor is let through to this directory as another user, its tests stay root's.
if (System.getProperty('user.name') != 'root' || ['unshare', '--mount', 'true'].execute().waitFor() == 0) {
    return true
}
def reached = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'test', '-x', basedir.path].execute()
return reached.waitFor() == 0
