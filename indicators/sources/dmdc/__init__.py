"""US Department of Defense: personnel by place of duty."""
