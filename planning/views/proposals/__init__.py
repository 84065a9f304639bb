"""The pages of proposals, at /usulan/."""
