"""What people see and touch. Qt only; knows antifraud_desktop, never db."""
