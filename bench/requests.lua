-- The requests of one case, and one line of figures at the end.  wrk -s requests.lua URL -- CASE ROWS [CURSOR]
local case, rows, cursor
local json = { ["Content-Type"] = "application/json" }

function init(arguments)
    case, rows, cursor = arguments[1], tonumber(arguments[2]), arguments[3]
    math.randomseed(os.time())
end

local function body()
    return string.format('{"product":"Apple %d","price":%d}', math.random(rows), math.random(100000))
end

local function by_id()
    return wrk.format("GET", "/api/items/" .. math.random(rows))
end

local function create()
    return wrk.format("POST", "/api/items", json, body())
end

local requests = {
    ["by id"] = by_id,
    ["filtered list"] = function()
        return wrk.format("GET", "/api/items?price=" .. math.random(0, rows / 10000 - 1) .. "&limit=20")
    end,
    ["first page"] = function()
        return wrk.format("GET", "/api/items?limit=20")
    end,
    ["page by cursor"] = function()
        return wrk.format("GET", "/api/items?limit=20&cursor=" .. cursor)
    end,
    ["list of 100"] = function()
        return wrk.format("GET", "/api/items?limit=100")
    end,
    ["list of 10,000"] = function()
        return wrk.format("GET", "/api/items?price=" .. math.random(0, rows / 10000 - 1))
    end,
    ["search"] = function()
        return wrk.format("GET", "/api/items?q=" .. math.random(rows / 10, rows) .. "&limit=20")
    end,
    ["create"] = create,
    ["replace"] = function()
        return wrk.format("PUT", "/api/items/" .. math.random(rows), json, body())
    end,
    ["90/10 mix"] = function()
        return math.random(10) == 1 and create() or by_id()
    end,
}

function request()
    return requests[case]()
end

function done(summary, latency)
    local e = summary.errors
    io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration,
        e.connect + e.read + e.write + e.timeout + e.status, latency:percentile(50), latency:percentile(99)))
end
