-- Claims a delivery. Returns 0 if it is new, 1 if it is being handled, 2 if it was handled.
-- KEYS: the delivery by id, the delivery by body, the webhooks of the body
-- ARGV: token, lease, id age, body age (all in ms), this webhook, maximum of webhooks
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- A record is 'done' or the end of its lease and its token.
local function state(record)
  if not record then return 0 end
  if record == 'done' then return 2 end
  if now < tonumber(string.match(record, '^%d+')) then return 1 end
  return 0
end

local known = math.max(state(redis.call('GET', KEYS[1])), state(redis.call('GET', KEYS[2])))
if known > 0 then return known end
if redis.call('SISMEMBER', KEYS[3], ARGV[5]) == 0 and redis.call('SCARD', KEYS[3]) >= tonumber(ARGV[6]) then
  return 2
end

local record = string.format('%.0f %s', now + tonumber(ARGV[2]), ARGV[1])
redis.call('SET', KEYS[1], record, 'PX', ARGV[2])
if tonumber(ARGV[4]) > 0 then redis.call('SET', KEYS[2], record, 'PX', ARGV[4]) end
redis.call('SADD', KEYS[3], ARGV[5])
redis.call('PEXPIRE', KEYS[3], ARGV[3])
return 0
