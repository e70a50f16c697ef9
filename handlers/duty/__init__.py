"""What people do about standing in for each other: /uyquyen, /vangmat, /lichtruc and what is typed there."""
