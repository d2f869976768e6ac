"""The papers: ReportLab draws what the domain decided, and nothing else knows ReportLab."""
