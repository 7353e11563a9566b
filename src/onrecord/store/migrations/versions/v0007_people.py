"""People and organizations across articles."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing yet."""
