# Common words. <b>…</b> is bold.
back = ‹ Back
skip = Skip ›
cancel = Cancel
yes = Yes
no = No
