"""UNHCR and IDMC: refugees, asylum seekers and internally displaced people."""
