-- Reserves permits. Returns the wait in ms and the epoch of the reservation. A wait of 0 means: admitted.
-- A wait below 0 means: not reserved, because the wait (its absolute value) is longer than allowed.
-- A caller that has waited calls again with its epoch. A penalty starts a new epoch, in which older reservations are void.
-- KEYS: state {epoch, until}, list of the reserved times (newest first)
-- ARGV: permits, limit, window in ms, longest allowed wait in ms, epoch of the reservation or ''
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local epoch = redis.call('HGET', KEYS[1], 'epoch') or '0'
if ARGV[5] == epoch then return {0, epoch} end

local permits, limit, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local newest = tonumber(redis.call('LINDEX', KEYS[2], 0) or 0)
-- The request that must leave the window before the last of the permits fits in.
local oldest = redis.call('LINDEX', KEYS[2], limit - permits)
local at = math.max(now, newest, tonumber(redis.call('HGET', KEYS[1], 'until') or 0))
if oldest then at = math.max(at, tonumber(oldest) + window) end
-- Waiting callers are spread over half of the window instead of being woken together.
if at > now then at = math.max(at, newest + window / limit / 2) end
local wait = math.ceil(at - now)
if wait > tonumber(ARGV[4]) then return {-wait, epoch} end

for _ = 1, permits do redis.call('LPUSH', KEYS[2], string.format('%.3f', at)) end
redis.call('LTRIM', KEYS[2], 0, limit - 1)
redis.call('PEXPIRE', KEYS[2], math.ceil(wait + window))
return {wait, epoch}
