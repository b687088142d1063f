"""Calls the original client: a JSON list a line in, [function, ...arguments]; what comes of it, a JSON object a line out."""

import json
import sys

from prefect import Client
from prefect.backend import delete_key, get_key_value, list_keys, set_key_value


def graphql(query, variables=None):
    return Client().graphql(query, variables=variables)


FUNCTIONS = {
    function.__name__: function
    for function in (set_key_value, get_key_value, delete_key, list_keys, graphql)
}

for line in sys.stdin:
    name, *arguments = json.loads(line)
    try:
        outcome = {"result": FUNCTIONS[name](*arguments)}
    except Exception as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
    print(json.dumps(outcome, separators=(",", ":")), flush=True)
