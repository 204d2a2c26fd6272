"""Administrative codes and outlines for maps."""
