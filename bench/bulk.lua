-- Single creates until there were so many.  wrk -s bulk.lua URL -- COUNT
local count, answered = 0, 0

function init(arguments)
    count = tonumber(arguments[1])
end

function request()
    return wrk.format("POST", "/api/items", { ["Content-Type"] = "application/json" },
        string.format('{"product":"Apple %d","price":%d}', math.random(1000000), math.random(100000)))
end

function response(status)
    answered = answered + 1
    if status ~= 201 then
        print("status " .. status)
        os.exit(1)
    end
    if answered == count then
        -- Stopping the thread would not do: wrk goes on sleeping for as long as it was told to.
        os.exit(0)
    end
end
