#pragma once
#include "memory_file.h"
#include "descriptor-passing.h"
#include "open_beneath.h"
#include "sandbox.h"
#include "filter.h"
#include "command.h"
#include "folder_watch.h"
