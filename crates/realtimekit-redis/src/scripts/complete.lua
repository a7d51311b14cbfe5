-- Records that a delivery was handled.
-- KEYS: the delivery by id, the delivery by body
-- ARGV: id age in ms
redis.call('SET', KEYS[1], 'done', 'PX', ARGV[1])
redis.call('SET', KEYS[2], 'done', 'XX', 'KEEPTTL')
return 0
