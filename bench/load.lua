-- What wrk sends: the requests of the file in BENCH_REQUESTS ("METHOD path" or "METHOD path<TAB>body" per
-- line) in turn. With BENCH_PAUSE_MS every connection pauses that long on average between two requests,
-- at random, so that the server is not kept at its limit.
local prepared = {}
local at = 0
local pause = tonumber(os.getenv("BENCH_PAUSE_MS"))

function init()
   wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY")
   for line in io.lines(os.getenv("BENCH_REQUESTS")) do
      local method, path, body = line:match("^(%u+) ([^\t]+)\t?(.*)$")
      wrk.headers["Content-Type"] = body ~= "" and "application/json" or nil
      prepared[#prepared + 1] = wrk.format(method, path, nil, body ~= "" and body or nil)
   end
   math.randomseed(os.time())
end

function request()
   at = at % #prepared + 1
   return prepared[at]
end

if pause then
   function delay() return math.floor(-pause * math.log(1 - math.random()) + 0.5) end
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
      latency:percentile(50), latency:percentile(99),
      errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
