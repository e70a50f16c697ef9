# The daily backup.
admin-backup-failed = ⚠️ The daily backup could not be made ({ $at }). It is tried again every hour; please let the operator look at the log and the disk.
