"""A made-up township to look around in: seeded, believable, marked as a demonstration."""

from antifraud_desktop.accounts import DEMO_PASSWORD
from antifraud_desktop.demo.build import make_demo, write_documents
from antifraud_desktop.demo.plan import DemoPlan

__all__ = ["DEMO_PASSWORD", "DemoPlan", "make_demo", "write_documents"]
