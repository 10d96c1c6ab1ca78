import Calls
