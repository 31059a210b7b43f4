"""The edge that makes files: pages by a typesetter, pictures made smaller, the ZIP of originals."""
