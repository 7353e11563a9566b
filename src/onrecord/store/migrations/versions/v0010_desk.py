"""What the desk keeps: accounts, verdicts."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing yet."""
