//! Just enough DER to tell what a public key is, so that every mistake has an error of its own.

use super::keys::KeyError;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OBJECT_IDENTIFIER: u8 = 0x06;

/// `rsaEncryption`, 1.2.840.113549.1.1.1.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

/// The parameters of `rsaEncryption`: NULL.
const NO_PARAMETERS: &[u8] = &[0x05, 0x00];

/// Other algorithms that people come with.
const OTHERS: [(&[u8], &str); 3] = [
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01], "an elliptic curve"),
    (&[0x2b, 0x65, 0x70], "Ed25519"),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a], "RSA-PSS"),
];

/// The `RSAPublicKey` inside a `SubjectPublicKeyInfo`.
pub(super) fn rsa_of_spki(der: &[u8]) -> Result<&[u8], KeyError> {
    let (algorithm, rest) = only(SEQUENCE, der).and_then(|inside| element(SEQUENCE, inside)).ok_or(KeyError::Der)?;
    let (identifier, parameters) = element(OBJECT_IDENTIFIER, algorithm).ok_or(KeyError::Der)?;
    if identifier != RSA {
        let known = OTHERS.iter().find(|(other, _)| *other == identifier);
        return Err(KeyError::Algorithm { found: known.map_or("another algorithm", |(_, name)| name) });
    }
    match only(BIT_STRING, rest) {
        // The first byte says how many bits of the last byte are unused.
        Some([0, key @ ..]) if parameters == NO_PARAMETERS => Ok(key),
        _ => Err(KeyError::Der),
    }
}

/// How many bits the modulus of an `RSAPublicKey` has.
pub(super) fn modulus_bits(der: &[u8]) -> Result<usize, KeyError> {
    let (modulus, rest) = only(SEQUENCE, der).and_then(positive).ok_or(KeyError::Der)?;
    let (_, []) = positive(rest).ok_or(KeyError::Der)? else { return Err(KeyError::Der) };
    let first = modulus.first().ok_or(KeyError::Der)?;
    Ok(modulus.len() * 8 - first.leading_zeros() as usize)
}

/// A positive integer without leading zeros, and what follows it.
fn positive(input: &[u8]) -> Option<(&[u8], &[u8])> {
    let (content, rest) = element(INTEGER, input)?;
    let magnitude = match content {
        // A zero before a byte that would read as a sign; anywhere else it is not allowed.
        [0, rest @ ..] if rest.first().is_some_and(|first| *first >= 0x80) => rest,
        [0x01..=0x7f, ..] => content,
        _ => return None,
    };
    Some((magnitude, rest))
}

/// The content of an element with nothing behind it.
fn only(tag: u8, input: &[u8]) -> Option<&[u8]> {
    element(tag, input).filter(|(_, rest)| rest.is_empty()).map(|(content, _)| content)
}

/// The content of an element and what follows it.
fn element(tag: u8, input: &[u8]) -> Option<(&[u8], &[u8])> {
    // A length has its shortest form; keys need no more than two bytes for it.
    let (length, rest) = match input {
        [first, length @ 0..=0x7f, rest @ ..] if *first == tag => (usize::from(*length), rest),
        [first, 0x81, length @ 0x80..=0xff, rest @ ..] if *first == tag => (usize::from(*length), rest),
        [first, 0x82, high @ 1..=0xff, low, rest @ ..] if *first == tag => {
            (usize::from(*high) << 8 | usize::from(*low), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_their_shortest_form_and_fit() {
        assert_eq!(element(2, &[2, 1, 9, 7]), Some((&[9][..], &[7][..])));
        for wrong in [&[][..], &[2], &[2, 2, 1], &[3, 1, 9], &[2, 0x81, 1, 9], &[2, 0x82, 0, 200], &[2, 0x80, 0, 0]] {
            assert_eq!(element(2, wrong), None, "{wrong:?}");
        }
        let long = [&[2, 0x82, 1, 0][..], &[7; 256]].concat();
        assert_eq!(element(2, &long), Some((&[7; 256][..], &[][..])));
    }

    #[test]
    fn integers_are_positive_and_short() {
        assert_eq!(positive(&[2, 2, 0, 0x80]), Some((&[0x80][..], &[][..])));
        for wrong in [&[2, 0][..], &[2, 1, 0], &[2, 1, 0x80], &[2, 2, 0, 0x7f]] {
            assert_eq!(positive(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn bits_are_those_of_the_modulus() {
        let key = |modulus: &[u8]| {
            let length = u8::try_from(modulus.len()).unwrap();
            [&[SEQUENCE, length + 5, INTEGER, length], modulus, &[INTEGER, 1, 3]].concat()
        };
        assert_eq!(modulus_bits(&key(&[1])).unwrap(), 1);
        assert_eq!(modulus_bits(&key(&[0, 0x80, 1])).unwrap(), 16);
        assert_eq!(modulus_bits(&[&key(&[1])[..], &[0]].concat()), Err(KeyError::Der));
    }
}
