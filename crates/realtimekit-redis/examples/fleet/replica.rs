//! One replica: it receives webhooks, and imports the people that it reads from standard input.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use realtimekit::Client;
use realtimekit::webhooks::receiver::receive;
use realtimekit::webhooks::{DeduplicationPolicy, Delivery, Verifier};
use realtimekit_redis::{RedisDeduplicator, RedisRateLimiter, Store, WhenUnavailable};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;

use crate::{AnyError, LIMIT, REPLICAS};

pub async fn run(arguments: &[String]) -> Result<(), AnyError> {
    let [redis, root, base, account, token, app, meeting, webhook] = arguments else {
        return Err("started by the fleet only".into());
    };
    let store = Store::open(redis)?.prefix("fleet").timeout(Duration::from_secs(5));
    let limiter = RedisRateLimiter::new(store.clone(), LIMIT.0, LIMIT.1)
        .when_unavailable(WhenUnavailable::Local, u32::try_from(REPLICAS)?);

    // A handler that was killed is replaced after two seconds.
    let policy = DeduplicationPolicy::default().lease(Duration::from_secs(2));
    let deduplicator = RedisDeduplicator::new(store, policy);
    let verifier = Verifier::builder().origin(root).webhook_ids([webhook]).build()?;
    let route = receive(verifier, deduplicator, |delivery: Delivery| async move {
        println!("handling {}", delivery.id);
        tokio::time::sleep(Duration::from_millis(50)).await;
        println!("handled {}", delivery.id);
        Ok::<(), Infallible>(())
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/webhooks", route)).await });

    let client = Client::builder().base_url(base).account_id(account).api_token(token.as_str()).build()?;
    let participants = client.app(app).meeting(meeting).participants();
    let mut people = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = people.next_line().await? {
        let Some(person) = line.strip_prefix("import ").map(str::to_owned) else { continue };
        let (limiter, participants) = (limiter.clone(), participants.clone());
        tokio::spawn(async move {
            if let Err(error) = limiter.acquire(1, None).await {
                return println!("{person} was not imported: {error}");
            }
            match participants.add(format!("user-{person}"), "group_call_host").name(&person).send().await {
                Ok(added) => println!("imported {person} {}", added.id),
                Err(error) => println!("{person} was not imported: {error}"),
            }
        });
    }
    Ok(())
}
