-- The checks of pods that HAProxy's own check rules cannot run, since those are the same for all servers of a backend and
-- change only with a reload: here each pod has its own, read from a map that the runtime API fills. A server's check connects
-- to the pod and then asks here for the verdict on it; a verdict that turns bad takes the pod's servers down at once.
--
-- Value of a pod in the map: state|check|check..., state "new" or "up" (has passed before, in another process).
-- A check: role,kind,address,port,period,timeout,rise,fall,delay,least,most,request
--   role s, l or r (startup, liveness, readiness); kind http, https or tcp; times in milliseconds;
--   least and most: accepted status; request: Base64, or "-".

local ROLES = { s = true, l = true, r = true }
local MARGIN_MS = 100 -- a check runs so much more often than asked, so that period x threshold + timeout is kept
local FORGET_MS = 5000 -- nobody asked for so long: the pod has left, or its port is closed
local TEXT = 200 -- longest answer kept

-- Where servers mostly listen
local USUAL_PORTS = "80,443,3000,3306,4000,5000,5432,6379,8000,8008,8080,8081,8443,8888,9000,9090"

local map = Map.new("/etc/haproxy/checks.map", Map._str)
local slots = Map.new("/etc/haproxy/slots.map", Map._str)
local pods = {}

local function now()
    local t = core.now()
    return t.sec * 1000 + math.floor(t.usec / 1000)
end

local function printable(text)
    return (text:gsub("[^\32-\126]+", " "):gsub("^ +", ""):sub(1, TEXT):gsub(" +$", ""))
end

local DIGITS = {}
for i = 1, 64 do
    DIGITS[("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"):sub(i, i)] = i - 1
end

local function decoded(text)
    local out, bits, count = {}, 0, 0
    for digit in text:gmatch("[A-Za-z0-9+/]") do
        bits = ((bits << 6) | DIGITS[digit]) & 0xffffff
        count = count + 6
        if count >= 8 then
            count = count - 8
            out[#out + 1] = string.char((bits >> count) & 0xff)
        end
    end
    return table.concat(out)
end

local function parsed(text)
    local f = {}
    for field in text:gmatch("[^,]+") do
        f[#f + 1] = field
    end
    if #f ~= 12 or not ROLES[f[1]] then
        return nil
    end
    return {
        role = f[1], kind = f[2], address = f[3], port = tonumber(f[4]), period = tonumber(f[5]),
        timeout = tonumber(f[6]), rise = tonumber(f[7]), fall = tonumber(f[8]), delay = tonumber(f[9]),
        least = tonumber(f[10]), most = tonumber(f[11]), request = decoded(f[12]),
        passes = 0, fails = 0, verdict = "unknown", ok = false, code = 0, ms = 0, at = 0, text = ""
    }
end

-- The status line needs twelve bytes; what follows is read only as far as it has come, for people to see.
local function http(socket, check, deadline)
    socket:send(check.request)
    local head = ""
    while #head < 12 do
        local left = deadline - now()
        if left <= 0 then
            return false, 0, "no answer within " .. check.timeout .. " ms"
        end
        socket:settimeout(left / 1000)
        local part, err, rest = socket:receive(1)
        part = part or rest
        if not part or #part == 0 then
            if now() >= deadline - 5 then
                return false, 0, "no answer within " .. check.timeout .. " ms"
            end
            return false, 0, head == "" and "it closed the connection without an answer" or "no HTTP: " .. head
        end
        head = head .. part
    end
    local code = tonumber(head:match("^HTTP/1%.[01] (%d%d%d)$"))
    if not code then
        return false, 0, "no HTTP: " .. head
    end
    local limit = math.min(deadline, now() + 100)
    while #head < 2048 and now() < limit do
        socket:settimeout(math.max(1, limit - now()) / 1000)
        local part, err, rest = socket:receive(256)
        head = head .. (part or rest or "")
        if not part then
            break
        end
    end
    local body = head:match("\r\n\r\n(.*)$") or ""
    return code >= check.least and code <= check.most, code, body
end

local function probe(check)
    local begun = now()
    local deadline = begun + check.timeout
    local socket = core.tcp()
    socket:settimeout(check.timeout / 1000)
    local connected
    if check.kind == "https" then
        connected = socket:connect_ssl(check.address, check.port)
    else
        connected = socket:connect(check.address, check.port)
    end
    local ok, code, text = false, 0, ""
    if not connected then
        text = now() >= deadline - 5 and "no connection within " .. check.timeout .. " ms"
            or "nothing listens on port " .. check.port
    elseif check.kind == "tcp" then
        ok, text = true, "connected"
    else
        ok, code, text = http(socket, check, deadline)
    end
    local ms = now() - begun
    socket:close()
    return ok, code, ms, printable(text)
end

-- Of these ports, those that take connections, joined by commas; refused ones answer at once.
local function listening(address, ports)
    local open, asked = {}, {}
    for port in ports:gmatch("[0-9]+") do
        local socket = core.tcp()
        socket:settimeout(0.2)
        if not asked[port] and socket:connect(address, tonumber(port)) then
            open[#open + 1] = port
        end
        asked[port] = true
        socket:close()
    end
    return table.concat(open, ",")
end

local function server(slot)
    local pool, name = slot:match("^(.*)/(.*)$")
    return core.backends[pool].servers[name]
end

-- The port that the pod is served at, and those where servers mostly listen.
local function likely(pod)
    local ports = {}
    for slot in pairs(pod.slots) do
        ports[#ports + 1] = server(slot):get_addr():match(":([0-9]+)$")
    end
    return table.concat(ports, ",") .. "," .. USUAL_PORTS
end

local function refused(check)
    return not check.ok and check.text == "nothing listens on port " .. check.port
end

-- Beside the checks, so that none is late for it.
local function look_where_it_listens(pod, check)
    local found, open = pcall(function() return listening(check.address, likely(pod)) end)
    check.open = found and open or ""
end

local function once(pod, check)
    local good, ok, code, ms, text = pcall(probe, check)
    if not good then
        ok, code, ms, text = false, 0, 0, printable("the check could not be run: " .. tostring(ok))
    end
    check.ok, check.code, check.ms, check.text, check.at = ok, code, ms, text, now()
    if ok then
        check.passes, check.fails = check.passes + 1, 0
        if check.passes >= check.rise then
            check.verdict = "passing"
        end
    else
        check.passes, check.fails = 0, check.fails + 1
        if check.fails >= check.fall then
            check.verdict = "failing"
        end
        if check.fails == 1 then
            check.open = nil
            if refused(check) then
                core.register_task(function() look_where_it_listens(pod, check) end)
            end
        end
    end
end

-- As people read it: where the pod listens instead is known a little later than that it does not here.
local function shown(check)
    local open = check.open or ""
    return check.text .. (refused(check) and open ~= "" and "; open: " .. open:gsub(",", ", ") or "")
end

-- Nobody asks about a pod that takes no connections, and then its own checks count all the more.
local function checked(pod)
    for slot in pairs(pod.slots) do
        if slots:lookup(slot) == pod.id and not server(slot):get_stats().status:match("^MAINT") then
            return true
        end
    end
    return false
end

local function wanted(pod)
    return pods[pod.id] == pod and (now() - pod.asked < FORGET_MS or checked(pod))
end

local function take_out(pod)
    for slot in pairs(pod.slots) do
        if slots:lookup(slot) == pod.id then
            server(slot):check_force_down()
        else
            pod.slots[slot] = nil
        end
    end
end

local function each(pod, check)
    local first = check.verdict == "passing" and check.period or check.delay
    local due = pod.since + first
    while wanted(pod) do
        local started = pod.startup == nil or check == pod.startup or pod.startup.verdict == "passing"
        if started and now() >= due then
            local begun = now()
            once(pod, check)
            if check == pod.startup and check.verdict == "passing" then
                return
            end
            if check == pod.readiness and check.verdict == "failing" then
                take_out(pod)
            end
            due = begun + check.period - MARGIN_MS
        end
        core.msleep(math.max(10, math.min(due - now(), started and 1000 or 100)))
    end
end

local function begin(id, value)
    local pod = { id = id, value = value, checks = {}, slots = {}, since = now(), asked = now() }
    local up = value:match("^up|") ~= nil
    for text in value:gmatch("|([^|]+)") do
        local check = parsed(text)
        if check then
            check.verdict = up and "passing" or "unknown"
            pod.checks[#pod.checks + 1] = check
            if check.role == "s" then
                pod.startup = check
            elseif check.role == "r" then
                pod.readiness = check
            end
        end
    end
    pods[id] = pod
    for _, check in ipairs(pod.checks) do
        if not (check.role == "s" and up) then
            core.register_task(function() each(pod, check) end)
        end
    end
    return pod
end

local function verdict(slot)
    local id = slots:lookup(slot)
    local value = id and map:lookup(id)
    if not value then
        return "up"
    end
    local pod = pods[id]
    if not pod or pod.value ~= value then
        pod = begin(id, value)
    end
    pod.slots[slot] = true
    pod.asked = now()
    if pod.startup and pod.startup.verdict ~= "passing" then
        return "down"
    end
    if pod.readiness and pod.readiness.verdict ~= "passing" then
        return "down"
    end
    return "up"
end

core.register_service("podspace-verdict", "tcp", function(applet)
    local slot = (applet:getline() or ""):gsub("%s+$", "")
    applet:send(verdict(slot) .. "\n")
end)

-- One line a check: pod role verdict passes fails ok code ms at text
core.register_cli({ "podspace", "show" }, "podspace show: verdicts and last results of the checks of pods", function(applet)
    local lines = {}
    for id, pod in pairs(pods) do
        if wanted(pod) then
            for _, c in ipairs(pod.checks) do
                lines[#lines + 1] = table.concat({ id, c.role, c.verdict, c.passes, c.fails, c.ok and "ok" or "no",
                    c.code, c.ms, c.at, shown(c) }, " ")
            end
        else
            pods[id] = nil
        end
    end
    applet:send(table.concat(lines, "\n") .. "\n")
end)

-- Runs one check now: ok code ms text
core.register_cli({ "podspace", "try" }, "podspace try <check>: runs a check now", function(applet, ...)
    local args = { ... }
    local check = parsed(args[#args] or "")
    if not check then
        applet:send("no check\n")
        return
    end
    local ok, code, ms, text = probe(check)
    applet:send(table.concat({ ok and "ok" or "no", code, ms, text }, " ") .. "\n")
end)

-- Which of these ports take connections: podspace ports <address> <port,port,...>
core.register_cli({ "podspace", "ports" }, "podspace ports <address> <ports>: which take connections", function(applet, ...)
    local args = { ... }
    applet:send(listening(args[#args - 1], args[#args] or "") .. "\n")
end)
