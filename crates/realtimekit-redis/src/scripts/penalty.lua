-- Pauses all callers and voids the reservations that lie in the future.
-- KEYS: state {epoch, until}, list of the reserved times (newest first)
-- ARGV: length of the pause in ms, window in ms
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local ends = now + tonumber(ARGV[1])
if ends <= tonumber(redis.call('HGET', KEYS[1], 'until') or 0) then return 0 end

while tonumber(redis.call('LINDEX', KEYS[2], 0) or 0) > now do redis.call('LPOP', KEYS[2]) end
-- The state outlives every wait, so that a void reservation is not taken for a valid one.
redis.call('HSET', KEYS[1], 'epoch', string.format('%.3f', now), 'until', string.format('%.3f', ends))
redis.call('PEXPIRE', KEYS[1], math.ceil(tonumber(ARGV[1]) + math.max(10 * tonumber(ARGV[2]), 3600000)))
return 0
