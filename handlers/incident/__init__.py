"""What people do about an incident that was sent: leaders' buttons and replies, the head's additions, the lists."""
