// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `sessions`.

#[allow(unused_imports)]
use super::*;

/// The network operator behind an IP address. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AsnInformation {
    /// Number of the autonomous system, such as `AS64500`.
    pub asn: Option<String>,
    /// Domain of the operator.
    pub domain: Option<String>,
    /// Name of the operator.
    pub name: Option<String>,
    /// Address block that the IP address belongs to, in CIDR notation.
    pub route: Option<String>,
    /// Kind of the operator, such as an access provider or a hosting company.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<String>,
}

crate::record! {
    AsnInformation { "asn" => asn : optional, "domain" => domain : optional, "name" =>
    name : optional, "route" => route : optional, "type" => type_ : optional }
}

/// One sample of an audio stream that the peer received. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AudioConsumerQuality {
    /// Bytes received.
    pub bytes_received: Option<i64>,
    /// How often the decoder filled in audio for lost packets (concealment).
    pub concealment_events: Option<i64>,
    /// Identifier of the stream on the receiving side.
    pub consumer_id: Option<String>,
    /// Variation of the packet delay. The unit is not documented; WebRTC uses seconds.
    pub jitter: Option<f64>,
    /// Time that media spent in the jitter buffer. The unit is not documented; WebRTC sums up seconds.
    pub jitter_buffer_delay: Option<f64>,
    /// Samples or frames that left the jitter buffer.
    pub jitter_buffer_emitted_count: Option<i64>,
    /// Media section of the session description to which the stream belongs.
    pub mid: Option<String>,
    /// Estimated mean opinion score of the stream at that moment; 1 is bad, 5 is excellent.
    pub mos_quality: Option<f64>,
    /// Packets lost. Repeated packets can make it negative.
    pub packets_lost: Option<i64>,
    /// Packets received.
    pub packets_received: Option<i64>,
    /// Identifier of the peer whose stream was received.
    pub peer_id: Option<String>,
    /// Identifier of the stream on the sending side.
    pub producer_id: Option<String>,
    /// Synchronization source number of the RTP stream, from 0 to 4294967295.
    pub ssrc: Option<i64>,
    /// When the sample was taken.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    AudioConsumerQuality { "bytes_received" => bytes_received : optional,
    "concealment_events" => concealment_events : optional, "consumer_id" => consumer_id :
    non_empty, "jitter" => jitter : optional, "jitter_buffer_delay" =>
    jitter_buffer_delay : optional, "jitter_buffer_emitted_count" =>
    jitter_buffer_emitted_count : optional, "mid" => mid : non_empty, "mos_quality" =>
    mos_quality : optional, "packets_lost" => packets_lost : optional, "packets_received"
    => packets_received : optional, "peer_id" => peer_id : non_empty, "producer_id" =>
    producer_id : non_empty, "ssrc" => ssrc : optional, "timestamp" => timestamp :
    optional }
}

/// Audio that the peer received, summed up over the session. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AudioConsumerSummary {
    /// Time that media spent in the jitter buffer.
    pub jitter_buffer_delay: Option<DelayStats>,
    /// How many packets were lost over the whole session. Each fraction is the share of samples, from 0 to
    /// 1. Every field is optional.
    pub packet_loss: Option<PacketLossStats>,
    /// Mean opinion scores of the streams; 1 is bad, 5 is excellent.
    pub quality_mos: Option<PercentileStats>,
}

crate::record! {
    AudioConsumerSummary { "jitter_buffer_delay" => jitter_buffer_delay : optional,
    "packet_loss" => packet_loss : optional, "quality_mos" => quality_mos : optional }
}

/// One sample of an audio stream that the peer sent. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AudioProducerQuality {
    /// Bytes sent.
    pub bytes_sent: Option<i64>,
    /// Variation of the packet delay. The unit is not documented; WebRTC uses seconds.
    pub jitter: Option<f64>,
    /// Media section of the session description to which the stream belongs.
    pub mid: Option<String>,
    /// Estimated mean opinion score of the stream at that moment; 1 is bad, 5 is excellent.
    pub mos_quality: Option<f64>,
    /// Packets lost, as the receiver reported. Repeated packets can make it negative.
    pub packets_lost: Option<i64>,
    /// Packets sent.
    pub packets_sent: Option<i64>,
    /// Identifier of the stream on the sending side.
    pub producer_id: Option<String>,
    /// Round trip time. The unit is not documented.
    pub rtt: Option<f64>,
    /// Synchronization source number of the RTP stream, from 0 to 4294967295.
    pub ssrc: Option<i64>,
    /// When the sample was taken.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    AudioProducerQuality { "bytes_sent" => bytes_sent : optional, "jitter" => jitter :
    optional, "mid" => mid : non_empty, "mos_quality" => mos_quality : optional,
    "packets_lost" => packets_lost : optional, "packets_sent" => packets_sent : optional,
    "producer_id" => producer_id : non_empty, "rtt" => rtt : optional, "ssrc" => ssrc :
    optional, "timestamp" => timestamp : optional }
}

/// Audio that the peer sent, summed up over the session. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AudioProducerSummary {
    /// How many packets were lost over the whole session. Each fraction is the share of samples, from 0 to
    /// 1. Every field is optional.
    pub packet_loss: Option<PacketLossStats>,
    /// Mean opinion scores of the streams; 1 is bad, 5 is excellent.
    pub quality_mos: Option<PercentileStats>,
    /// Round trip time.
    pub rtt: Option<DelayStats>,
}

crate::record! {
    AudioProducerSummary { "packet_loss" => packet_loss : optional, "quality_mos" =>
    quality_mos : optional, "rtt" => rtt : optional }
}

/// The browser in which the participant joined. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BrowserMetadata {
    /// Name of the browser.
    pub browser: Option<String>,
    /// Version of the browser.
    pub browser_version: Option<String>,
    /// Rendering engine of the browser.
    pub engine: Option<String>,
    /// The full user agent string. Personal data in combination with others.
    pub user_agent: Option<String>,
    /// Whether the browser can use WebGL; `null` when it is not known. Older documents have a string here.
    pub webgl_support: Option<bool>,
}

crate::record! {
    BrowserMetadata { "browser" => browser : optional, "browser_version" =>
    browser_version : optional, "engine" => engine : optional, "user_agent" => user_agent
    : optional, "webgl_support" => webgl_support : optional }
}

/// Network paths of the two transports of a peer. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CandidatePairs {
    /// Paths over which the peer received media.
    pub consuming_transport: Option<Vec<IceCandidatePair>>,
    /// Paths over which the peer sent media.
    pub producing_transport: Option<Vec<IceCandidatePair>>,
}

crate::record! {
    CandidatePairs { "consuming_transport" => consuming_transport : optional,
    "producing_transport" => producing_transport : optional }
}

/// How a delay behaved over the whole session. Each fraction is the share of samples, from 0 to 1.
/// Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DelayStats {
    /// Mean delay. The unit is not documented.
    pub avg: Option<f64>,
    /// Share of samples with a delay of 100 milliseconds or more.
    #[cfg_attr(
        feature = "schemars",
        schemars(rename = "100ms_or_greater_event_fraction")
    )]
    pub x100ms_or_greater_event_fraction: Option<f64>,
    /// Share of samples with a delay of 250 milliseconds or more.
    #[cfg_attr(
        feature = "schemars",
        schemars(rename = "250ms_or_greater_event_fraction")
    )]
    pub x250ms_or_greater_event_fraction: Option<f64>,
    /// Share of samples with a delay of 500 milliseconds or more.
    #[cfg_attr(
        feature = "schemars",
        schemars(rename = "500ms_or_greater_event_fraction")
    )]
    pub x500ms_or_greater_event_fraction: Option<f64>,
}

crate::record! {
    DelayStats { "avg" => avg : optional, "100ms_or_greater_event_fraction" =>
    x100ms_or_greater_event_fraction : optional, "250ms_or_greater_event_fraction" =>
    x250ms_or_greater_event_fraction : optional, "500ms_or_greater_event_fraction" =>
    x500ms_or_greater_event_fraction : optional }
}

/// The device on which the participant joined. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeviceInfo {
    /// Name of the browser. Only in `peer_stats`.
    pub browser: Option<String>,
    /// Version of the browser. Only in `peer_stats`.
    pub browser_version: Option<String>,
    /// Number of logical processors.
    pub cpus: Option<i64>,
    /// Rendering engine of the browser. Only in `peer_stats`.
    pub engine: Option<String>,
    /// Whether it is a phone or a tablet.
    pub is_mobile: Option<bool>,
    /// Memory of the device. Only in `peer_stats`; the unit is not documented.
    pub memory: Option<f64>,
    /// Name of the operating system.
    pub os: Option<String>,
    /// Version of the operating system.
    pub os_version: Option<String>,
    /// Name of the client SDK. Only in `peer_stats`.
    pub sdk_name: Option<String>,
    /// Version of the client SDK. Only in `peer_stats`.
    pub sdk_version: Option<String>,
    /// The full user agent string. Personal data in combination with others. Only in `peer_stats`.
    pub user_agent: Option<String>,
    /// WebGL support as text, such as `enabled`. Some responses have it here instead of in the browser
    /// metadata.
    pub webgl_support: Option<String>,
}

crate::record! {
    DeviceInfo { "browser" => browser : optional, "browser_version" => browser_version :
    optional, "cpus" => cpus : optional, "engine" => engine : optional, "is_mobile" =>
    is_mobile : optional, "memory" => memory : optional, "os" => os : optional,
    "os_version" => os_version : optional, "sdk_name" => sdk_name : optional,
    "sdk_version" => sdk_version : optional, "user_agent" => user_agent : optional,
    "webgl_support" => webgl_support : optional }
}

/// A change of the devices that are plugged in. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeviceListUpdate {
    /// Devices that appeared.
    pub added: Option<Vec<MediaDevice>>,
    /// Devices that disappeared.
    pub removed: Option<Vec<MediaDevice>>,
    /// When the change was noticed.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    DeviceListUpdate { "added" => added : optional, "removed" => removed : optional,
    "timestamp" => timestamp : optional }
}

/// Statistics of one path between the client and the media server, as WebRTC reports them. Contains
/// addresses of the participant. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IceCandidatePair {
    /// Estimated capacity towards the client, in bits per second.
    pub available_incoming_bitrate: Option<f64>,
    /// Estimated capacity from the client, in bits per second.
    pub available_outgoing_bitrate: Option<f64>,
    /// Bytes dropped before they were sent.
    pub bytes_discarded_on_send: Option<i64>,
    /// Bytes received over the path.
    pub bytes_received: Option<i64>,
    /// Bytes sent over the path.
    pub bytes_sent: Option<i64>,
    /// Latest round trip time. The unit is not documented; WebRTC uses seconds.
    pub current_round_trip_time: Option<f64>,
    /// When the last packet was received, as a number. The unit is not documented; WebRTC uses
    /// milliseconds.
    pub last_packet_received_timestamp: Option<f64>,
    /// When the last packet was sent, as a number. The unit is not documented; WebRTC uses milliseconds.
    pub last_packet_sent_timestamp: Option<f64>,
    /// Address at the end of the client. Personal data.
    pub local_candidate_address: Option<String>,
    /// Identifier of the candidate at the end of the client.
    pub local_candidate_id: Option<String>,
    /// Kind of network at the end of the client, such as `wifi` or `cellular`.
    pub local_candidate_network_type: Option<String>,
    /// Port at the end of the client.
    pub local_candidate_port: Option<i64>,
    /// Transport protocol at the end of the client, `udp` or `tcp`.
    pub local_candidate_protocol: Option<String>,
    /// Address from which the local candidate was derived. Personal data.
    pub local_candidate_related_address: Option<String>,
    /// Port from which the local candidate was derived.
    pub local_candidate_related_port: Option<i64>,
    /// Type of the candidate at the end of the client: `host`, `srflx`, `prflx` or `relay`.
    pub local_candidate_type: Option<String>,
    /// URL of the STUN or TURN server from which the local candidate was obtained.
    pub local_candidate_url: Option<String>,
    /// Whether this path was chosen for the media.
    pub nominated: Option<bool>,
    /// Packets dropped before they were sent.
    pub packets_discarded_on_send: Option<i64>,
    /// Packets received over the path.
    pub packets_received: Option<i64>,
    /// Packets sent over the path.
    pub packets_sent: Option<i64>,
    /// Address at the end of the server.
    pub remote_candidate_address: Option<String>,
    /// Identifier of the candidate at the end of the server.
    pub remote_candidate_id: Option<String>,
    /// Port at the end of the server.
    pub remote_candidate_port: Option<i64>,
    /// Transport protocol at the end of the server, `udp` or `tcp`.
    pub remote_candidate_protocol: Option<String>,
    /// Type of the candidate at the end of the server: `host`, `srflx`, `prflx` or `relay`.
    pub remote_candidate_type: Option<String>,
    /// URL of the STUN or TURN server from which the remote candidate was obtained.
    pub remote_candidate_url: Option<String>,
    /// Sum of all round trip times measured. The unit is not documented; WebRTC uses seconds.
    pub total_round_trip_time: Option<f64>,
}

crate::record! {
    IceCandidatePair { "available_incoming_bitrate" => available_incoming_bitrate :
    optional, "available_outgoing_bitrate" => available_outgoing_bitrate : optional,
    "bytes_discarded_on_send" => bytes_discarded_on_send : optional, "bytes_received" =>
    bytes_received : optional, "bytes_sent" => bytes_sent : optional,
    "current_round_trip_time" => current_round_trip_time : optional,
    "last_packet_received_timestamp" => last_packet_received_timestamp : optional,
    "last_packet_sent_timestamp" => last_packet_sent_timestamp : optional,
    "local_candidate_address" => local_candidate_address : optional, "local_candidate_id"
    => local_candidate_id : non_empty, "local_candidate_network_type" =>
    local_candidate_network_type : optional, "local_candidate_port" =>
    local_candidate_port : optional, "local_candidate_protocol" =>
    local_candidate_protocol : optional, "local_candidate_related_address" =>
    local_candidate_related_address : optional, "local_candidate_related_port" =>
    local_candidate_related_port : optional, "local_candidate_type" =>
    local_candidate_type : optional, "local_candidate_url" => local_candidate_url :
    non_empty, "nominated" => nominated : optional, "packets_discarded_on_send" =>
    packets_discarded_on_send : optional, "packets_received" => packets_received :
    optional, "packets_sent" => packets_sent : optional, "remote_candidate_address" =>
    remote_candidate_address : optional, "remote_candidate_id" => remote_candidate_id :
    non_empty, "remote_candidate_port" => remote_candidate_port : optional,
    "remote_candidate_protocol" => remote_candidate_protocol : optional,
    "remote_candidate_type" => remote_candidate_type : optional, "remote_candidate_url"
    => remote_candidate_url : non_empty, "total_round_trip_time" => total_round_trip_time
    : optional }
}

/// The network address of the participant and where it is thought to be. Personal data. Every field is
/// optional; an unknown value may be an empty string.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IpInformation {
    /// The network operator behind an IP address. Every field is optional.
    pub asn: Option<AsnInformation>,
    /// City of the address.
    pub city: Option<String>,
    /// Country of the address.
    pub country: Option<String>,
    /// Where the address is, as text. Only in `peer_stats`; the form is not documented.
    pub ip_location: Option<String>,
    /// IPv4 address of the participant.
    pub ipv4: Option<String>,
    /// Organization to which the address is registered.
    pub org: Option<String>,
    /// Not explained, perhaps the postal code. Only in `peer_stats`.
    pub portal: Option<String>,
    /// Region or state of the address.
    pub region: Option<String>,
    /// Time zone of the address by its IANA name.
    pub timezone: Option<String>,
}

crate::record! {
    IpInformation { "asn" => asn : optional, "city" => city : optional, "country" =>
    country : optional, "ip_location" => ip_location : optional, "ipv4" => ipv4 :
    optional, "org" => org : optional, "portal" => portal : optional, "region" => region
    : optional, "timezone" => timezone : optional }
}

/// A microphone, camera or speaker of the participant. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MediaDevice {
    /// Identifier that the browser gave to the device.
    pub device_id: Option<String>,
    /// Kind of the device as browsers name it, such as `audioinput`, `audiooutput` or `videoinput`.
    pub kind: Option<String>,
    /// Name of the device shown to people. It may name its owner.
    pub label: Option<String>,
}

crate::record! {
    MediaDevice { "device_id" => device_id : non_empty, "kind" => kind : optional,
    "label" => label : optional }
}

/// Codecs of a client that is not a browser. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NativeMetadata {
    /// Audio encoder.
    pub audio_encoder: Option<String>,
    /// Video encoder.
    pub video_encoder: Option<String>,
}

crate::record! {
    NativeMetadata { "audio_encoder" => audio_encoder : optional, "video_encoder" =>
    video_encoder : optional }
}

/// How many packets were lost over the whole session. Each fraction is the share of samples, from 0 to
/// 1. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PacketLossStats {
    /// Mean packet loss. The unit is not documented; the names of the fractions suggest percent.
    pub avg: Option<f64>,
    /// Share of samples with a loss of 10 percent or more.
    #[cfg_attr(feature = "schemars", schemars(rename = "10_or_greater_event_fraction"))]
    pub x10_or_greater_event_fraction: Option<f64>,
    /// Share of samples with a loss of 25 percent or more.
    #[cfg_attr(feature = "schemars", schemars(rename = "25_or_greater_event_fraction"))]
    pub x25_or_greater_event_fraction: Option<f64>,
    /// Share of samples with a loss of 50 percent or more.
    #[cfg_attr(feature = "schemars", schemars(rename = "50_or_greater_event_fraction"))]
    pub x50_or_greater_event_fraction: Option<f64>,
    /// Share of samples with a loss of 5 percent or more.
    #[cfg_attr(feature = "schemars", schemars(rename = "5_or_greater_event_fraction"))]
    pub x5_or_greater_event_fraction: Option<f64>,
}

crate::record! {
    PacketLossStats { "avg" => avg : optional, "10_or_greater_event_fraction" =>
    x10_or_greater_event_fraction : optional, "25_or_greater_event_fraction" =>
    x25_or_greater_event_fraction : optional, "50_or_greater_event_fraction" =>
    x50_or_greater_event_fraction : optional, "5_or_greater_event_fraction" =>
    x5_or_greater_event_fraction : optional }
}

/// What a peer connection found out about the network. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PcMetadata {
    /// Effective type of the network, as browsers name it, such as `4g`.
    pub effective_network_type: Option<String>,
    /// Whether the client can be reached through its public address.
    pub reflexive_connectivity: Option<bool>,
    /// Whether the client can be reached through a relay.
    pub relay_connectivity: Option<bool>,
    /// Session descriptions that were exchanged. They contain addresses of the participant.
    pub sdp: Option<Vec<String>>,
    /// When this was found out.
    pub timestamp: Option<crate::Timestamp>,
    /// Whether the client can use a TURN server.
    pub turn_connectivity: Option<bool>,
}

crate::record! {
    PcMetadata { "effective_network_type" => effective_network_type : optional,
    "reflexive_connectivity" => reflexive_connectivity : optional, "relay_connectivity"
    => relay_connectivity : optional, "sdp" => sdp : optional, "timestamp" => timestamp :
    optional, "turn_connectivity" => turn_connectivity : optional }
}

/// One sample of the audio of a peer, in the older form. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerAudioSample {
    /// How often missing audio was filled in (concealment).
    pub concealment_events: Option<f64>,
    /// Variation of the packet delay. The unit is not documented.
    pub jitter: Option<f64>,
    /// Packets lost. Repeated packets can make it negative.
    pub packets_lost: Option<f64>,
    /// Quality at that moment. The scale is not documented.
    pub quality: Option<f64>,
    /// When the sample was taken.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    PeerAudioSample { "concealment_events" => concealment_events : optional, "jitter" =>
    jitter : optional, "packets_lost" => packets_lost : optional, "quality" => quality :
    optional, "timestamp" => timestamp : optional }
}

/// One step in the life of a peer in a session. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerEvent {
    /// When the event was recorded.
    pub created_at: Option<crate::Timestamp>,
    /// What happened to a peer.
    pub event_name: Option<PeerEventName>,
    /// Identifier of the event.
    pub id: Option<String>,
    /// Minutes that the peer had consumed by the time of the event, in fractions of a minute.
    pub minutes_consumed: Option<f64>,
    /// Identifier of the participant whom the peer belongs to; `null` when it is not known.
    pub participant_id: Option<String>,
    /// Identifier of the peer.
    pub peer_id: Option<String>,
    /// View type of the preset that the peer joined with; `null` when it is not known.
    pub preset_view_type: Option<ViewType>,
    /// Identifier of the session; `null` when it is not known.
    pub session_id: Option<String>,
    /// Identifier of the signalling connection of the peer; `null` when there is none.
    pub socket_session_id: Option<String>,
    /// When the record of the event was last changed.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    PeerEvent { "created_at" => created_at : optional, "event_name" => event_name :
    non_empty, "id" => id : non_empty, "minutes_consumed" => minutes_consumed : optional,
    "participant_id" => participant_id : non_empty, "peer_id" => peer_id : non_empty,
    "preset_view_type" => preset_view_type : non_empty, "session_id" => session_id :
    non_empty, "socket_session_id" => socket_session_id : non_empty, "updated_at" =>
    updated_at : optional }
}

/// What happened to a peer.
#[derive(Clone)]
#[non_exhaustive]
pub enum PeerEventName {
    /// `PEER_CREATED`: The peer was created; it has not entered the session yet.
    PeerCreated,
    /// `PEER_JOINING`: The peer entered the session.
    PeerJoining,
    /// `PEER_LEAVING`: The peer left the session.
    PeerLeaving,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    PeerEventName { PeerCreated = "PEER_CREATED", PeerJoining = "PEER_JOINING",
    PeerLeaving = "PEER_LEAVING" }
}

/// Something that the client reported while in the session. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerEventRecord {
    /// Details of the event by name. Each value is a string, a number, a boolean or `null`.
    pub metadata: Option<serde_json::Map<String, serde_json::Value>>,
    /// Name of the event, such as `connect`. The names are not documented.
    pub name: Option<String>,
    /// When it happened, by the clock of the client.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    PeerEventRecord { "metadata" => metadata : optional, "name" => name : optional,
    "timestamp" => timestamp : optional }
}

/// The surroundings in which a peer took part: device, network and software. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerMetadata {
    /// Changes of the microphones.
    pub audio_devices_updates: Option<Vec<DeviceListUpdate>>,
    /// The browser in which the participant joined. Every field is optional.
    pub browser_metadata: Option<BrowserMetadata>,
    /// Network paths of the two transports of a peer. Every field is optional.
    pub candidate_pairs: Option<CandidatePairs>,
    /// The device on which the participant joined. Every field is optional.
    pub device_info: Option<DeviceInfo>,
    /// What the client reported.
    pub events: Option<Vec<PeerEventRecord>>,
    /// The network address of the participant and where it is thought to be. Personal data. Every field is
    /// optional; an unknown value may be an empty string.
    pub ip_information: Option<IpInformation>,
    /// Codecs of a client that is not a browser. Every field is optional.
    pub native_metadata: Option<NativeMetadata>,
    /// What the peer connections found out about the network.
    pub pc_metadata: Option<Vec<PcMetadata>>,
    /// View type of the room for this peer. The values are not documented.
    pub room_view_type: Option<String>,
    /// Name of the client SDK.
    pub sdk_name: Option<String>,
    /// Type of the client SDK. The values are not documented.
    pub sdk_type: Option<String>,
    /// Version of the client SDK.
    pub sdk_version: Option<String>,
    /// Changes of the devices in use.
    pub selected_device_updates: Option<Vec<SelectedDeviceUpdate>>,
    /// Changes of the speakers.
    pub speaker_devices_updates: Option<Vec<DeviceListUpdate>>,
    /// Changes of the cameras.
    pub video_devices_updates: Option<Vec<DeviceListUpdate>>,
}

crate::record! {
    PeerMetadata { "audio_devices_updates" => audio_devices_updates : optional,
    "browser_metadata" => browser_metadata : optional, "candidate_pairs" =>
    candidate_pairs : optional, "device_info" => device_info : optional, "events" =>
    events : optional, "ip_information" => ip_information : optional, "native_metadata"
    => native_metadata : optional, "pc_metadata" => pc_metadata : optional,
    "room_view_type" => room_view_type : optional, "sdk_name" => sdk_name : optional,
    "sdk_type" => sdk_type : optional, "sdk_version" => sdk_version : optional,
    "selected_device_updates" => selected_device_updates : optional,
    "speaker_devices_updates" => speaker_devices_updates : optional,
    "video_devices_updates" => video_devices_updates : optional }
}

/// Quality of the audio and the video of a peer over a time range, in the older form. Every field is
/// optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerQuality {
    /// Bandwidth used for audio. The unit is not documented.
    pub audio_bandwidth: Option<f64>,
    /// Loss of audio packets. The unit is not documented.
    pub audio_packet_loss: Option<f64>,
    /// Samples of the audio.
    pub audio_stats: Option<Vec<PeerAudioSample>>,
    /// Mean of the quality. The scale is not documented.
    pub average_quality: Option<f64>,
    /// End of the range.
    pub end: Option<crate::Timestamp>,
    /// When the first audio packet was received.
    pub first_audio_packet_received: Option<crate::Timestamp>,
    /// When the first video packet was received.
    pub first_video_packet_received: Option<crate::Timestamp>,
    /// When the last audio packet was received.
    pub last_audio_packet_received: Option<crate::Timestamp>,
    /// When the last video packet was received.
    pub last_video_packet_received: Option<crate::Timestamp>,
    /// Identifier of the peer.
    pub peer_id: Option<String>,
    /// Identifiers of the peers, where several are summed up.
    pub peer_ids: Option<Vec<String>>,
    /// Start of the range.
    pub start: Option<crate::Timestamp>,
    /// Number of audio packets.
    pub total_audio_packets: Option<f64>,
    /// Number of audio packets that were lost.
    pub total_audio_packets_lost: Option<f64>,
    /// Number of video packets.
    pub total_video_packets: Option<f64>,
    /// Number of video packets that were lost.
    pub total_video_packets_lost: Option<f64>,
    /// Bandwidth used for video. The unit is not documented.
    pub video_bandwidth: Option<f64>,
    /// Loss of video packets. The unit is not documented.
    pub video_packet_loss: Option<f64>,
    /// Samples of the video.
    pub video_stats: Option<Vec<PeerVideoSample>>,
}

crate::record! {
    PeerQuality { "audio_bandwidth" => audio_bandwidth : optional, "audio_packet_loss" =>
    audio_packet_loss : optional, "audio_stats" => audio_stats : optional,
    "average_quality" => average_quality : optional, "end" => end : optional,
    "first_audio_packet_received" => first_audio_packet_received : optional,
    "first_video_packet_received" => first_video_packet_received : optional,
    "last_audio_packet_received" => last_audio_packet_received : optional,
    "last_video_packet_received" => last_video_packet_received : optional, "peer_id" =>
    peer_id : non_empty, "peer_ids" => peer_ids : optional, "start" => start : optional,
    "total_audio_packets" => total_audio_packets : optional, "total_audio_packets_lost"
    => total_audio_packets_lost : optional, "total_video_packets" => total_video_packets
    : optional, "total_video_packets_lost" => total_video_packets_lost : optional,
    "video_bandwidth" => video_bandwidth : optional, "video_packet_loss" =>
    video_packet_loss : optional, "video_stats" => video_stats : optional }
}

/// Technical report about one peer. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerReport {
    /// The surroundings in which a peer took part: device, network and software. Every field is optional.
    pub metadata: Option<PeerMetadata>,
    /// Quality of what a peer sent (producer) and received (consumer), as samples and summed up. Every
    /// field is optional; streams that did not exist are absent.
    pub quality: Option<QualityStats>,
}

crate::record! {
    PeerReport { "metadata" => metadata : optional, "quality" => quality : optional }
}

/// A part of the peer report.
#[derive(Clone)]
#[non_exhaustive]
pub enum PeerReportFilter {
    /// `device_info`: The device and its browser.
    DeviceInfo,
    /// `ip_information`: The network address and where it is.
    IpInformation,
    /// `precall_network_information`: Network tests made before the call, which `peer_stats` holds.
    PrecallNetworkInformation,
    /// `events`: What the client reported during the session.
    Events,
    /// `quality_stats`: Quality of audio and video.
    QualityStats,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    PeerReportFilter { DeviceInfo = "device_info", IpInformation = "ip_information",
    PrecallNetworkInformation = "precall_network_information", Events = "events",
    QualityStats = "quality_stats" }
}

/// One person in a session together with the technical report. Contains personal data such as the IP
/// address and the city. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerReportParticipant {
    /// When the record was created.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier that the caller chose when adding the participant.
    pub custom_participant_id: Option<String>,
    /// Name under which the person joined. Personal data.
    pub display_name: Option<String>,
    /// Time that the person spent in the session, in minutes with fractions.
    pub duration: Option<f64>,
    /// Peer identifier: one presence of the person in this session. It is not the id that adding the
    /// participant returned.
    pub id: Option<String>,
    /// When the person joined. A superfluous quotation mark at the end has been seen.
    pub joined_at: Option<crate::Timestamp>,
    /// When the person left; absent or `null` while the person is still there.
    pub left_at: Option<crate::Timestamp>,
    /// Joining, leaving and so on. Empty or absent unless `include_peer_events` was set.
    pub peer_events: Option<Vec<PeerEvent>>,
    /// Technical report about one peer. Every field is optional.
    pub peer_report: Option<PeerReport>,
    /// Device, network and events of the peer, in the form that preceded `peer_report`. Personal data.
    pub peer_stats: Option<PeerStats>,
    /// Quality of audio and video, in the form that preceded `peer_report`; documented as one object here,
    /// which is read as a list of one.
    pub quality_stats: Option<Vec<PeerQuality>>,
    /// Name of the preset with which the person joined; elsewhere called `preset_name`.
    pub role: Option<String>,
    /// Identifier of the session.
    pub session_id: Option<String>,
    /// When the record was last changed.
    pub updated_at: Option<crate::Timestamp>,
    /// Identifier that adding the participant to the meeting returned.
    pub user_id: Option<String>,
}

crate::record! {
    PeerReportParticipant { "created_at" => created_at : optional,
    "custom_participant_id" => custom_participant_id : non_empty, "display_name" =>
    display_name : optional, "duration" => duration : optional, "id" => id : non_empty,
    "joined_at" => joined_at : optional, "left_at" => left_at : optional, "peer_events"
    => peer_events : optional, "peer_report" => peer_report : optional, "peer_stats" =>
    peer_stats : optional, "quality_stats" => quality_stats : optional, "role" => role :
    optional, "session_id" => session_id : non_empty, "updated_at" => updated_at :
    optional, "user_id" => user_id : non_empty }
}

/// Device, network and events of a peer, in the form that preceded `peer_report`. Personal data. Every
/// field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerStats {
    /// Settings of the client, as text. The form is not documented.
    pub config: Option<String>,
    /// The device on which the participant joined. Every field is optional.
    pub device_info: Option<DeviceInfo>,
    /// What the client reported.
    pub events: Option<Vec<PeerStatsEvent>>,
    /// The network address of the participant and where it is thought to be. Personal data. Every field is
    /// optional; an unknown value may be an empty string.
    pub ip_information: Option<IpInformation>,
    /// What the client found out about its network before it joined. Every field is optional.
    pub precall_network_information: Option<PrecallNetworkInformation>,
    /// State of these statistics. The values are not documented.
    pub status: Option<String>,
}

crate::record! {
    PeerStats { "config" => config : optional, "device_info" => device_info : optional,
    "events" => events : optional, "ip_information" => ip_information : optional,
    "precall_network_information" => precall_network_information : optional, "status" =>
    status : optional }
}

/// Something that the client reported while in the session, in the older form. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerStatsEvent {
    /// Details of the event. The documented one is `connection_info`: round trip times, address and
    /// location of the client at that moment.
    pub metadata: Option<serde_json::Map<String, serde_json::Value>>,
    /// When it happened, by the clock of the client.
    pub timestamp: Option<crate::Timestamp>,
    /// Kind of the event. The values are not documented.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<String>,
}

crate::record! {
    PeerStatsEvent { "metadata" => metadata : optional, "timestamp" => timestamp :
    optional, "type" => type_ : optional }
}

/// One sample of the video of a peer, in the older form. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeerVideoSample {
    /// Height of the video in pixels.
    pub frame_height: Option<f64>,
    /// Width of the video in pixels.
    pub frame_width: Option<f64>,
    /// Frames that were not shown.
    pub frames_dropped: Option<f64>,
    /// Frames per second.
    pub frames_per_second: Option<f64>,
    /// Variation of the packet delay. The unit is not documented.
    pub jitter: Option<f64>,
    /// Packets lost. Repeated packets can make it negative.
    pub packets_lost: Option<f64>,
    /// Quality at that moment. The scale is not documented.
    pub quality: Option<f64>,
    /// When the sample was taken.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    PeerVideoSample { "frame_height" => frame_height : optional, "frame_width" =>
    frame_width : optional, "frames_dropped" => frames_dropped : optional,
    "frames_per_second" => frames_per_second : optional, "jitter" => jitter : optional,
    "packets_lost" => packets_lost : optional, "quality" => quality : optional,
    "timestamp" => timestamp : optional }
}

/// Mean and percentiles of a measurement over the whole session. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PercentileStats {
    /// Mean of the samples.
    pub avg: Option<f64>,
    /// Median of the samples.
    pub p50: Option<f64>,
    /// Value that 75 percent of the samples do not exceed.
    pub p75: Option<f64>,
    /// Value that 90 percent of the samples do not exceed.
    pub p90: Option<f64>,
}

crate::record! {
    PercentileStats { "avg" => avg : optional, "p50" => p50 : optional, "p75" => p75 :
    optional, "p90" => p90 : optional }
}

/// What the client found out about its network before it joined. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PrecallNetworkInformation {
    /// Round trip time to the service. The unit is not documented.
    pub backend_rtt: Option<f64>,
    /// Effective type of the network, as browsers name it, such as `4g`.
    pub effective_networktype: Option<String>,
    /// Share of packets lost, from 0 to 1.
    pub fractional_loss: Option<f64>,
    /// Variation of the packet delay. The unit is not documented.
    pub jitter: Option<f64>,
    /// Whether the client can be reached through its public address.
    pub reflexive_connectivity: Option<bool>,
    /// Whether the client can be reached through a relay.
    pub relay_connectivity: Option<bool>,
    /// Round trip time. The unit is not documented.
    pub rtt: Option<f64>,
    /// Amount of data that went through in a given time. The unit is not documented.
    pub throughput: Option<f64>,
    /// Whether the client can use a TURN server.
    pub turn_connectivity: Option<bool>,
}

crate::record! {
    PrecallNetworkInformation { "backend_rtt" => backend_rtt : optional,
    "effective_networktype" => effective_networktype : optional, "fractional_loss" =>
    fractional_loss : optional, "jitter" => jitter : optional, "reflexive_connectivity"
    => reflexive_connectivity : optional, "relay_connectivity" => relay_connectivity :
    optional, "rtt" => rtt : optional, "throughput" | "throughtput" => throughput :
    optional, "turn_connectivity" => turn_connectivity : optional }
}

/// How long the quality of the video was limited by each reason. The unit is not documented; WebRTC
/// uses seconds. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct QualityLimitationDurations {
    /// Time limited by the network.
    pub bandwidth: Option<f64>,
    /// Time limited by the device.
    pub cpu: Option<f64>,
    /// Time without a limit.
    pub none: Option<f64>,
    /// Time limited by another reason.
    pub other: Option<f64>,
}

crate::record! {
    QualityLimitationDurations { "bandwidth" => bandwidth : optional, "cpu" => cpu :
    optional, "none" => none : optional, "other" => other : optional }
}

/// Why a sender lowered the quality of its video.
#[derive(Clone)]
#[non_exhaustive]
pub enum QualityLimitationReason {
    /// `cpu`: The device was too slow.
    Cpu,
    /// `bandwidth`: The network was too slow.
    Bandwidth,
    /// `none`: The quality was not lowered.
    None,
    /// `other`: Another reason.
    Other,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    QualityLimitationReason { Cpu = "cpu", Bandwidth = "bandwidth", None = "none", Other
    = "other" }
}

/// Quality of what a peer sent (producer) and received (consumer), as samples and summed up. Every
/// field is optional; streams that did not exist are absent.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct QualityStats {
    /// Samples of the audio that the peer received.
    pub audio_consumer: Option<Vec<AudioConsumerQuality>>,
    /// Summary of the audio that the peer received.
    pub audio_consumer_cumulative: Option<AudioConsumerSummary>,
    /// Samples of the audio that the peer sent.
    pub audio_producer: Option<Vec<AudioProducerQuality>>,
    /// Summary of the audio that the peer sent.
    pub audio_producer_cumulative: Option<AudioProducerSummary>,
    /// Samples of the audio of screen shares that the peer received.
    pub screenshare_audio_consumer: Option<Vec<AudioConsumerQuality>>,
    /// Summary of the audio of screen shares that the peer received.
    pub screenshare_audio_consumer_cumulative: Option<AudioConsumerSummary>,
    /// Samples of the audio of screen shares that the peer sent.
    pub screenshare_audio_producer: Option<Vec<AudioProducerQuality>>,
    /// Summary of the audio of screen shares that the peer sent.
    pub screenshare_audio_producer_cumulative: Option<AudioProducerSummary>,
    /// Samples of the video of screen shares that the peer received.
    pub screenshare_video_consumer: Option<Vec<VideoConsumerQuality>>,
    /// Summary of the video of screen shares that the peer received.
    pub screenshare_video_consumer_cumulative: Option<VideoConsumerSummary>,
    /// Samples of the video of screen shares that the peer sent.
    pub screenshare_video_producer: Option<Vec<VideoProducerQuality>>,
    /// Summary of the video of screen shares that the peer sent.
    pub screenshare_video_producer_cumulative: Option<VideoProducerSummary>,
    /// Samples of the video that the peer received.
    pub video_consumer: Option<Vec<VideoConsumerQuality>>,
    /// Summary of the video that the peer received.
    pub video_consumer_cumulative: Option<VideoConsumerSummary>,
    /// Samples of the video that the peer sent.
    pub video_producer: Option<Vec<VideoProducerQuality>>,
    /// Summary of the video that the peer sent.
    pub video_producer_cumulative: Option<VideoProducerSummary>,
}

crate::record! {
    QualityStats { "audio_consumer" => audio_consumer : optional,
    "audio_consumer_cumulative" => audio_consumer_cumulative : optional, "audio_producer"
    => audio_producer : optional, "audio_producer_cumulative" =>
    audio_producer_cumulative : optional, "screenshare_audio_consumer" =>
    screenshare_audio_consumer : optional, "screenshare_audio_consumer_cumulative" =>
    screenshare_audio_consumer_cumulative : optional, "screenshare_audio_producer" =>
    screenshare_audio_producer : optional, "screenshare_audio_producer_cumulative" =>
    screenshare_audio_producer_cumulative : optional, "screenshare_video_consumer" =>
    screenshare_video_consumer : optional, "screenshare_video_consumer_cumulative" =>
    screenshare_video_consumer_cumulative : optional, "screenshare_video_producer" =>
    screenshare_video_producer : optional, "screenshare_video_producer_cumulative" =>
    screenshare_video_producer_cumulative : optional, "video_consumer" => video_consumer
    : optional, "video_consumer_cumulative" => video_consumer_cumulative : optional,
    "video_producer" => video_producer : optional, "video_producer_cumulative" =>
    video_producer_cumulative : optional }
}

/// A change of the device in use. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SelectedDeviceUpdate {
    /// The device in use from then on.
    pub device: Option<MediaDevice>,
    /// When the device was chosen.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    SelectedDeviceUpdate { "device" => device : optional, "timestamp" => timestamp :
    optional }
}

/// Where to download the chat of a session.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionChat {
    /// Signed link to the messages, valid for 7 days: a CSV file with a header line and the columns `id`,
    /// `participantId`, `sessionId`, `meetingId`, `displayName`, `pinned`, `isEdited`, `payloadType`
    /// (`TEXT_MESSAGE`, `IMAGE_MESSAGE` or `FILE_MESSAGE`), `payload` and `createdAt`. It needs no API
    /// token, and the token must not be sent to it.
    pub chat_download_url: Option<crate::Secret>,
    /// When the link stops working.
    pub chat_download_url_expiry: Option<crate::Timestamp>,
}

crate::record! {
    SessionChat { "chat_download_url" | "chatDownloadUrl" => chat_download_url :
    non_empty, "chat_download_url_expiry" | "chatDownloadUrlExpiry" =>
    chat_download_url_expiry : optional }
}

/// One person in a session, as recorded there. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionParticipant {
    /// When the record was created.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier that the caller chose when adding the participant.
    pub custom_participant_id: Option<String>,
    /// Name under which the person joined. Personal data.
    pub display_name: Option<String>,
    /// Time that the person spent in the session, in minutes with fractions.
    pub duration: Option<f64>,
    /// Peer identifier: one presence of the person in this session. It is not the id that adding the
    /// participant returned.
    pub id: Option<String>,
    /// When the person joined. A superfluous quotation mark at the end has been seen.
    pub joined_at: Option<crate::Timestamp>,
    /// When the person left; absent or `null` while the person is still there.
    pub left_at: Option<crate::Timestamp>,
    /// Joining, leaving and so on. Empty or absent unless `include_peer_events` was set.
    pub peer_events: Option<Vec<PeerEvent>>,
    /// Device, network and events of the person, in the form of an older document. Personal data. Absent
    /// from lists.
    pub peer_stats: Option<PeerStats>,
    /// Name of the preset with which the person joined.
    pub preset_name: Option<String>,
    /// Quality of audio and video over parts of the stay, in the form of an older document. Absent from
    /// lists.
    pub quality_stats: Option<Vec<PeerQuality>>,
    /// When the record was last changed.
    pub updated_at: Option<crate::Timestamp>,
    /// Identifier that adding the participant to the meeting returned.
    pub user_id: Option<String>,
}

crate::record! {
    SessionParticipant { "created_at" => created_at : optional, "custom_participant_id"
    => custom_participant_id : non_empty, "display_name" => display_name : optional,
    "duration" => duration : optional, "id" => id : non_empty, "joined_at" => joined_at :
    optional, "left_at" => left_at : optional, "peer_events" => peer_events : optional,
    "peer_stats" => peer_stats : optional, "preset_name" => preset_name : optional,
    "quality_stats" => quality_stats : optional, "updated_at" => updated_at : optional,
    "user_id" => user_id : non_empty }
}

/// What a list of session participants is ordered by.
#[derive(Clone)]
#[non_exhaustive]
pub enum SessionParticipantSortField {
    /// `joinedAt`: The time at which the participant joined.
    JoinedAt,
    /// `duration`: The minutes that the participant stayed.
    Duration,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SessionParticipantSortField { JoinedAt = "joinedAt", Duration = "duration" }
}

/// How time spent in breakout rooms counts towards the duration of a participant.
#[derive(Clone)]
#[non_exhaustive]
pub enum SessionParticipantView {
    /// `raw`: Each duration counts the session itself only.
    Raw,
    /// `consolidated`: Each duration also counts the breakout rooms of the session.
    Consolidated,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SessionParticipantView { Raw = "raw", Consolidated = "consolidated" }
}

/// What a list of sessions is ordered by.
#[derive(Clone)]
#[non_exhaustive]
pub enum SessionSortField {
    /// `minutesConsumed`: The minutes that the session consumed.
    MinutesConsumed,
    /// `createdAt`: The time at which the session was created.
    CreatedAt,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SessionSortField { MinutesConsumed = "minutesConsumed", CreatedAt = "createdAt" }
}

/// Where to download the summary of a session.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionSummary {
    /// Identifier of the session.
    #[cfg_attr(feature = "schemars", schemars(rename = "sessionId"))]
    pub session_id: String,
    /// Signed link to the summary, which is plain text or Markdown, valid for 7 days. It needs no API
    /// token, and the token must not be sent to it.
    #[cfg_attr(feature = "schemars", schemars(rename = "summaryDownloadUrl"))]
    pub summary_download_url: Option<crate::Secret>,
    /// When the link stops working.
    #[cfg_attr(feature = "schemars", schemars(rename = "summaryDownloadUrlExpiry"))]
    pub summary_download_url_expiry: Option<crate::Timestamp>,
}

crate::record! {
    SessionSummary { "sessionId" | "session_id" => session_id : required,
    "summaryDownloadUrl" | "summary_download_url" => summary_download_url : non_empty,
    "summaryDownloadUrlExpiry" | "summary_download_url_expiry" =>
    summary_download_url_expiry : optional }
}

/// A summary that is being made. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionSummaryGeneration {
    /// One sentence for people. Has been seen next to `data` rather than in it.
    pub message: Option<String>,
    /// Identifier of the session.
    pub session_id: Option<String>,
    /// How far the work is. The values are not documented.
    pub status: Option<String>,
}

crate::record! {
    SessionSummaryGeneration { "message" => message : optional, "session_id" =>
    session_id : non_empty, "status" => status : optional }
}

/// Where to download the transcript of a session. The service mixes two spellings of names here.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionTranscript {
    /// Identifier of the session.
    #[cfg_attr(feature = "schemars", schemars(rename = "sessionId"))]
    pub session_id: String,
    /// Signed link to the transcript, valid for 7 days. It needs no API token, and the token must not be
    /// sent to it. The file can be empty while the transcript is being made.
    pub transcript_download_url: Option<crate::Secret>,
    /// When the link stops working.
    pub transcript_download_url_expiry: Option<crate::Timestamp>,
}

crate::record! {
    SessionTranscript { "sessionId" | "session_id" => session_id : required,
    "transcript_download_url" | "transcriptDownloadUrl" => transcript_download_url :
    non_empty, "transcript_download_url_expiry" | "transcriptDownloadUrlExpiry" =>
    transcript_download_url_expiry : optional }
}

/// File format of a transcript. The values are upper case.
#[derive(Clone)]
#[non_exhaustive]
pub enum TranscriptFormat {
    /// `SRT`: SubRip subtitles.
    Srt,
    /// `VTT`: WebVTT subtitles.
    Vtt,
    /// `JSON`: An array of sentences: `startTime`, `endTime`, `sentence`, and the speaker in `peerData`.
    Json,
    /// `CSV`: One line for each sentence, without a header line. The columns are start, peer id, user id, custom participant id, name and text. The start is a number of milliseconds, or a timestamp in ISO 8601.
    Csv,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    TranscriptFormat { Srt = "SRT", Vtt = "VTT", Json = "JSON", Csv = "CSV" }
}

/// How often received video had a problem. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VideoConsumerIssues {
    /// Share of the samples in which the video lagged, from 0 to 1.
    pub lag_fraction: Option<f64>,
    /// Share of the samples without video, from 0 to 1.
    pub no_video_fraction: Option<f64>,
    /// Share of the samples with a low resolution, from 0 to 1.
    pub poor_resolution_fraction: Option<f64>,
}

crate::record! {
    VideoConsumerIssues { "lag_fraction" => lag_fraction : optional, "no_video_fraction"
    => no_video_fraction : optional, "poor_resolution_fraction" =>
    poor_resolution_fraction : optional }
}

/// One sample of a video stream that the peer received. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VideoConsumerQuality {
    /// Bytes received.
    pub bytes_received: Option<i64>,
    /// Identifier of the stream on the receiving side.
    pub consumer_id: Option<String>,
    /// Full intra requests (FIR).
    pub fir_count: Option<i64>,
    /// Height of the video in pixels.
    pub frame_height: Option<i64>,
    /// Width of the video in pixels.
    pub frame_width: Option<i64>,
    /// Frames decoded.
    pub frames_decoded: Option<i64>,
    /// Frames dropped before they were shown.
    pub frames_dropped: Option<i64>,
    /// Frames per second.
    pub frames_per_second: Option<f64>,
    /// Variation of the packet delay. The unit is not documented; WebRTC uses seconds.
    pub jitter: Option<f64>,
    /// Time that media spent in the jitter buffer. The unit is not documented; WebRTC sums up seconds.
    pub jitter_buffer_delay: Option<f64>,
    /// Samples or frames that left the jitter buffer.
    pub jitter_buffer_emitted_count: Option<i64>,
    /// Key frames decoded.
    pub key_frames_decoded: Option<i64>,
    /// Media section of the session description to which the stream belongs.
    pub mid: Option<String>,
    /// Estimated mean opinion score of the stream at that moment; 1 is bad, 5 is excellent.
    pub mos_quality: Option<f64>,
    /// Packets lost. Repeated packets can make it negative.
    pub packets_lost: Option<i64>,
    /// Packets received.
    pub packets_received: Option<i64>,
    /// Identifier of the peer whose stream was received.
    pub peer_id: Option<String>,
    /// Identifier of the stream on the sending side.
    pub producer_id: Option<String>,
    /// Synchronization source number of the RTP stream, from 0 to 4294967295.
    pub ssrc: Option<i64>,
    /// When the sample was taken.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    VideoConsumerQuality { "bytes_received" => bytes_received : optional, "consumer_id"
    => consumer_id : non_empty, "fir_count" => fir_count : optional, "frame_height" =>
    frame_height : optional, "frame_width" => frame_width : optional, "frames_decoded" =>
    frames_decoded : optional, "frames_dropped" => frames_dropped : optional,
    "frames_per_second" => frames_per_second : optional, "jitter" => jitter : optional,
    "jitter_buffer_delay" => jitter_buffer_delay : optional,
    "jitter_buffer_emitted_count" => jitter_buffer_emitted_count : optional,
    "key_frames_decoded" => key_frames_decoded : optional, "mid" => mid : non_empty,
    "mos_quality" => mos_quality : optional, "packets_lost" => packets_lost : optional,
    "packets_received" => packets_received : optional, "peer_id" => peer_id : non_empty,
    "producer_id" => producer_id : non_empty, "ssrc" => ssrc : optional, "timestamp" =>
    timestamp : optional }
}

/// Video that the peer received, summed up over the session. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VideoConsumerSummary {
    /// Frames per second.
    pub frame_per_second: Option<PercentileStats>,
    /// Width of the video in pixels.
    pub frame_width: Option<PercentileStats>,
    /// How often received video had a problem. Every field is optional.
    pub issues: Option<VideoConsumerIssues>,
    /// Time that media spent in the jitter buffer.
    pub jitter_buffer_delay: Option<DelayStats>,
    /// Share of key frames among the frames decoded, from 0 to 1.
    pub key_frames_decoded_fraction: Option<f64>,
    /// How many packets were lost over the whole session. Each fraction is the share of samples, from 0 to
    /// 1. Every field is optional.
    pub packet_loss: Option<PacketLossStats>,
    /// Mean opinion scores of the streams; 1 is bad, 5 is excellent.
    pub quality_mos: Option<PercentileStats>,
}

crate::record! {
    VideoConsumerSummary { "frame_per_second" => frame_per_second : optional,
    "frame_width" => frame_width : optional, "issues" => issues : optional,
    "jitter_buffer_delay" => jitter_buffer_delay : optional,
    "key_frames_decoded_fraction" => key_frames_decoded_fraction : optional,
    "packet_loss" => packet_loss : optional, "quality_mos" => quality_mos : optional }
}

/// How often sent video had a problem. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VideoProducerIssues {
    /// Share of the samples with quality lowered because of the network, from 0 to 1.
    pub bandwidth_quality_limitation_fraction: Option<f64>,
    /// Share of the samples with quality lowered because of the device, from 0 to 1.
    pub cpu_quality_limitation_fraction: Option<f64>,
    /// Share of the samples without video, from 0 to 1.
    pub no_video_fraction: Option<f64>,
    /// Share of the samples with a low resolution, from 0 to 1.
    pub poor_resolution_fraction: Option<f64>,
    /// Share of the samples with lowered quality, from 0 to 1.
    pub quality_limitation_fraction: Option<f64>,
}

crate::record! {
    VideoProducerIssues { "bandwidth_quality_limitation_fraction" =>
    bandwidth_quality_limitation_fraction : optional, "cpu_quality_limitation_fraction"
    => cpu_quality_limitation_fraction : optional, "no_video_fraction" =>
    no_video_fraction : optional, "poor_resolution_fraction" => poor_resolution_fraction
    : optional, "quality_limitation_fraction" => quality_limitation_fraction : optional }
}

/// One sample of a video stream that the peer sent. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VideoProducerQuality {
    /// Bytes sent.
    pub bytes_sent: Option<i64>,
    /// Full intra requests (FIR).
    pub fir_count: Option<i64>,
    /// Height of the video in pixels.
    pub frame_height: Option<i64>,
    /// Width of the video in pixels.
    pub frame_width: Option<i64>,
    /// Frames encoded.
    pub frames_encoded: Option<i64>,
    /// Frames per second.
    pub frames_per_second: Option<f64>,
    /// Variation of the packet delay. The unit is not documented; WebRTC uses seconds.
    pub jitter: Option<f64>,
    /// Key frames encoded.
    pub key_frames_encoded: Option<i64>,
    /// Media section of the session description to which the stream belongs.
    pub mid: Option<String>,
    /// Estimated mean opinion score of the stream at that moment; 1 is bad, 5 is excellent.
    pub mos_quality: Option<f64>,
    /// Packets lost, as the receiver reported. Repeated packets can make it negative.
    pub packets_lost: Option<i64>,
    /// Packets sent.
    pub packets_sent: Option<i64>,
    /// Picture loss indications (PLI).
    pub pli_count: Option<i64>,
    /// Identifier of the stream on the sending side.
    pub producer_id: Option<String>,
    /// How long the quality of the video was limited by each reason. The unit is not documented; WebRTC
    /// uses seconds. Every field is optional.
    pub quality_limitation_durations: Option<QualityLimitationDurations>,
    /// Why a sender lowered the quality of its video.
    pub quality_limitation_reason: Option<QualityLimitationReason>,
    /// Times that the resolution changed because of a limit.
    pub quality_limitation_resolution_changes: Option<i64>,
    /// Round trip time. The unit is not documented.
    pub rtt: Option<f64>,
    /// Synchronization source number of the RTP stream, from 0 to 4294967295.
    pub ssrc: Option<i64>,
    /// When the sample was taken.
    pub timestamp: Option<crate::Timestamp>,
}

crate::record! {
    VideoProducerQuality { "bytes_sent" => bytes_sent : optional, "fir_count" =>
    fir_count : optional, "frame_height" => frame_height : optional, "frame_width" =>
    frame_width : optional, "frames_encoded" => frames_encoded : optional,
    "frames_per_second" => frames_per_second : optional, "jitter" => jitter : optional,
    "key_frames_encoded" => key_frames_encoded : optional, "mid" => mid : non_empty,
    "mos_quality" => mos_quality : optional, "packets_lost" => packets_lost : optional,
    "packets_sent" => packets_sent : optional, "pli_count" => pli_count : optional,
    "producer_id" => producer_id : non_empty, "quality_limitation_durations" =>
    quality_limitation_durations : optional, "quality_limitation_reason" =>
    quality_limitation_reason : non_empty, "quality_limitation_resolution_changes" =>
    quality_limitation_resolution_changes : optional, "rtt" => rtt : optional, "ssrc" =>
    ssrc : optional, "timestamp" => timestamp : optional }
}

/// Video that the peer sent, summed up over the session. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VideoProducerSummary {
    /// Frames per second.
    pub frame_per_second: Option<PercentileStats>,
    /// Width of the video in pixels.
    pub frame_width: Option<PercentileStats>,
    /// Share of the samples with many complaints of receivers, from 0 to 1.
    pub high_negative_feedback_fraction: Option<f64>,
    /// How often sent video had a problem. Every field is optional.
    pub issues: Option<VideoProducerIssues>,
    /// Share of key frames among the frames encoded, from 0 to 1.
    pub key_frames_encoded_fraction: Option<f64>,
    /// How many packets were lost over the whole session. Each fraction is the share of samples, from 0 to
    /// 1. Every field is optional.
    pub packet_loss: Option<PacketLossStats>,
    /// Mean opinion scores of the streams; 1 is bad, 5 is excellent.
    pub quality_mos: Option<PercentileStats>,
    /// Round trip time.
    pub rtt: Option<DelayStats>,
}

crate::record! {
    VideoProducerSummary { "frame_per_second" => frame_per_second : optional,
    "frame_width" => frame_width : optional, "high_negative_feedback_fraction" =>
    high_negative_feedback_fraction : optional, "issues" => issues : optional,
    "key_frames_encoded_fraction" => key_frames_encoded_fraction : optional,
    "packet_loss" => packet_loss : optional, "quality_mos" => quality_mos : optional,
    "rtt" => rtt : optional }
}
