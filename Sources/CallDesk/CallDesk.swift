import Calls
import Logging
