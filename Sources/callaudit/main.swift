import ArgumentParser
import AsyncHTTPClient
import ServiceLifecycle
import Yams
import CallWeb
print("x")
