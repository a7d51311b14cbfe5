-- Gives up a claim, if this token still holds it.
-- KEYS: the delivery by id, the delivery by body, the webhooks of the body
-- ARGV: token, this webhook
local function holds(key)
  local record = redis.call('GET', key)
  return record and string.match(record, '^%d+ (.*)$') == ARGV[1]
end

if holds(KEYS[2]) then redis.call('DEL', KEYS[2]) end
if holds(KEYS[1]) then
  redis.call('DEL', KEYS[1])
  redis.call('SREM', KEYS[3], ARGV[2])
end
return 0
