"""The measurements that `make bench` prints: our service beside its peers, in one run, as ratios."""
