"""Papers for partners, providers and the desk itself: in French only, whatever the visitor speaks.

Their words belong to the gettext domain ``desk``, so that nobody translates them for visitors.
"""
