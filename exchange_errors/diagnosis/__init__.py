"""Says what is wrong in *this* payload: rules over the requests and orders of a paste."""
