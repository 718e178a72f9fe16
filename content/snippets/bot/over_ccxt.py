"""Calls through ccxt. Its exceptions hold the exchange's answer as text, and ``decide`` reads the code in it.

Leave ``maxRetriesOnFailure`` at 0, as it comes: ccxt would send an order again without a look.
"""

import re


class CcxtCalls:
    def __init__(self, exchange):
        self.exchange = exchange  # ccxt.cryptocom({"apiKey": key, "secret": secret})

    def __call__(self, method, params):
        return getattr(self.exchange, "v1_private_post_" + re.sub("[/-]", "_", method))(params)
