//! The macro that spells a structure out once: its fields in the standard's order, each with a
//! kind, from which the field's type, reading and writing follow.
//!
//! | kind | on the wire | type |
//! |---|---|---|
//! | `u8` `u16` `u24` `u32` | an integer | `u8` `u16` `u32` `u32` |
//! | `code8(T)` `code16(T)` | an integer | the code point `T` |
//! | `array(N)` | N bytes | `&[u8; N]` |
//! | `opaque8(min)` `opaque16(min)` `opaque24(min)` | length, bytes | `&[u8]`, at least `min` long |
//! | `list8(T)` `list16(T)` `list24(T)` | length, items | `Vector<T>` |
//! | `some8(T)` `some16(T)` `some24(T)` | length, items | `Vector<T>`, not empty |
//! | `extensions` | length, extensions | `Extensions` |
//! | `nested(T)` | a structure | `T` |
//! | `rest` | all that is left | `&[u8]` |
//! | `rest_list(T)` | all that is left | `Vector<T>` |

use crate::{reader::ReadError, vector::Item};

macro_rules! wire_struct {
    (
        $(#[$doc:meta])*
        pub struct $type:ident<'a> {
            $($(#[$field_doc:meta])* $field:ident: $kind:ident $(($($arg:tt)*))?,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $type<'a> {
            $(
                $(#[$field_doc])*
                pub $field: $crate::wire_struct::field_type!($kind $(($($arg)*))?),
            )*
        }

        impl<'a> $type<'a> {
            $crate::wire_struct::parse!('a $type);
        }

        $crate::wire_struct::codec! {
            ['a] $type [$type<'a>] { $($field: $kind $(($($arg)*))?,)* }
        }
    };
    (
        $(#[$doc:meta])*
        pub struct $type:ident {
            $($(#[$field_doc:meta])* $field:ident: $kind:ident $(($($arg:tt)*))?,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $type {
            $(
                $(#[$field_doc])*
                pub $field: $crate::wire_struct::field_type!($kind $(($($arg)*))?),
            )*
        }

        impl $type {
            $crate::wire_struct::parse!('_ $type);
        }

        $crate::wire_struct::codec! {
            [] $type [$type] { $($field: $kind $(($($arg)*))?,)* }
        }
    };
}

macro_rules! parse {
    ($life:lifetime $type:ident) => {
        /// Reads it from `bytes`, to the last byte.
        ///
        /// # Errors
        ///
        /// [`MessageError`](crate::MessageError), the first in order: a field cut short, a length
        /// outside its range, a malformed item, bytes left over.
        #[inline]
        pub fn parse(bytes: &$life [u8]) -> Result<Self, $crate::MessageError> {
            $crate::vector::Item::read_whole($crate::Reader::new(bytes), stringify!($type))
        }
    };
}

macro_rules! codec {
    ([$($life:lifetime)?] $name:ident [$type:ty] {
        $($field:ident: $kind:ident $(($($arg:tt)*))?,)*
    }) => {
        impl<$($life)?> $crate::vector::private::Sealed for $type {}

        impl<'a> $crate::vector::Item<'a> for $type {
            #[inline]
            #[allow(unused_variables, reason = "some structures are empty")]
            fn read(reader: &mut $crate::Reader<'a>) -> Result<Self, $crate::MessageError> {
                #[allow(unused_imports, reason = "not every kind of field reads by itself")]
                use $crate::message_error::Field;
                $(
                    let $field =
                        $crate::wire_struct::read_field!(reader $field $kind $(($($arg)*))?);
                )*
                Ok(Self { $($field),* })
            }

            #[inline]
            #[allow(unused_variables, reason = "some structures are empty")]
            fn skip(reader: &mut $crate::Reader<'a>) -> Option<()> {
                $(
                    let _ = $crate::wire_struct::skip_field!(reader $kind $(($($arg)*))?);
                )*
                Some(())
            }
        }

        impl<$($life)?> $crate::Encode for $type {
            #[inline]
            #[allow(unused_variables, reason = "some structures are empty")]
            fn write<S: $crate::encode::Sink>(
                &self,
                sink: &mut S,
            ) -> Result<(), $crate::EncodeError> {
                #[allow(unused_imports, reason = "not every structure holds a vector")]
                use $crate::encode::PutVector;
                $(
                    $crate::wire_struct::write_field!(sink self $field $kind $(($($arg)*))?);
                )*
                Ok(())
            }
        }
    };
}

macro_rules! field_type {
    (u8) => { u8 };
    (u16) => { u16 };
    (u24) => { u32 };
    (u32) => { u32 };
    (code8($type:ty)) => { $type };
    (code16($type:ty)) => { $type };
    (array($length:expr)) => { &'a [u8; $length] };
    (opaque8($min:literal)) => { &'a [u8] };
    (opaque16($min:literal)) => { &'a [u8] };
    (opaque24($min:literal)) => { &'a [u8] };
    (list8($item:ty)) => { $crate::Vector<'a, $item> };
    (list16($item:ty)) => { $crate::Vector<'a, $item> };
    (list24($item:ty)) => { $crate::Vector<'a, $item> };
    (some8($item:ty)) => { $crate::Vector<'a, $item> };
    (some16($item:ty)) => { $crate::Vector<'a, $item> };
    (some24($item:ty)) => { $crate::Vector<'a, $item> };
    (extensions) => { $crate::Extensions<'a> };
    (nested($type:ty)) => { $type };
    (rest) => { &'a [u8] };
    (rest_list($item:ty)) => { $crate::Vector<'a, $item> };
}

macro_rules! read_field {
    ($reader:ident $field:ident u8) => {
        $reader.u8().field(stringify!($field))?
    };
    ($reader:ident $field:ident u16) => {
        $reader.u16().field(stringify!($field))?
    };
    ($reader:ident $field:ident u24) => {
        $reader.u24().field(stringify!($field))?
    };
    ($reader:ident $field:ident u32) => {
        $reader.u32().field(stringify!($field))?
    };
    ($reader:ident $field:ident code8($type:path)) => {
        $type($reader.u8().field(stringify!($field))?)
    };
    ($reader:ident $field:ident code16($type:path)) => {
        $type($reader.u16().field(stringify!($field))?)
    };
    ($reader:ident $field:ident array($length:expr)) => {
        $reader.array::<{ $length }>().field(stringify!($field))?
    };
    ($reader:ident $field:ident opaque8($min:literal)) => {{
        let content = $reader.vec8().field(stringify!($field))?;
        $reader.check_length(stringify!($field), content, $min, 0xff)?;
        content
    }};
    ($reader:ident $field:ident opaque16($min:literal)) => {{
        let content = $reader.vec16().field(stringify!($field))?;
        $reader.check_length(stringify!($field), content, $min, 0xffff)?;
        content
    }};
    ($reader:ident $field:ident opaque24($min:literal)) => {{
        let content = $reader.vec24().field(stringify!($field))?;
        $reader.check_length(stringify!($field), content, $min, 0xff_ffff)?;
        content
    }};
    ($reader:ident $field:ident list8($item:ty)) => {{
        let content = $reader.vec8().field(stringify!($field))?;
        $crate::Vector::read(stringify!($field), $reader.inside(content))?
    }};
    ($reader:ident $field:ident list16($item:ty)) => {{
        let content = $reader.vec16().field(stringify!($field))?;
        $crate::Vector::read(stringify!($field), $reader.inside(content))?
    }};
    ($reader:ident $field:ident list24($item:ty)) => {{
        let content = $reader.vec24().field(stringify!($field))?;
        $crate::Vector::read(stringify!($field), $reader.inside(content))?
    }};
    ($reader:ident $field:ident some8($item:ty)) => {{
        let content = $reader.vec8().field(stringify!($field))?;
        $crate::Vector::read_non_empty(stringify!($field), $reader.inside(content))?
    }};
    ($reader:ident $field:ident some16($item:ty)) => {{
        let content = $reader.vec16().field(stringify!($field))?;
        $crate::Vector::read_non_empty(stringify!($field), $reader.inside(content))?
    }};
    ($reader:ident $field:ident some24($item:ty)) => {{
        let content = $reader.vec24().field(stringify!($field))?;
        $crate::Vector::read_non_empty(stringify!($field), $reader.inside(content))?
    }};
    ($reader:ident $field:ident extensions) => {{
        let content = $reader.vec16().field(stringify!($field))?;
        $crate::Extensions::read($reader.inside(content))?
    }};
    ($reader:ident $field:ident nested($type:ty)) => {
        <$type as $crate::vector::Item>::read($reader)?
    };
    ($reader:ident $field:ident rest) => {
        $reader.take_rest()
    };
    ($reader:ident $field:ident rest_list($item:ty)) => {{
        let items = $crate::Vector::read(stringify!($field), *$reader)?;
        $reader.take_rest();
        items
    }};
}

/// Goes over what [`read_field`] reads, and refuses the same.
macro_rules! skip_field {
    ($reader:ident u8) => {
        $reader.u8().ok()?
    };
    ($reader:ident u16) => {
        $reader.u16().ok()?
    };
    ($reader:ident u24) => {
        $reader.u24().ok()?
    };
    ($reader:ident u32) => {
        $reader.u32().ok()?
    };
    ($reader:ident code8($type:path)) => {
        $reader.u8().ok()?
    };
    ($reader:ident code16($type:path)) => {
        $reader.u16().ok()?
    };
    ($reader:ident array($length:expr)) => {
        $reader.array::<{ $length }>().ok()?
    };
    ($reader:ident opaque8($min:literal)) => {
        $crate::wire_struct::content($min, $reader.vec8())?
    };
    ($reader:ident opaque16($min:literal)) => {
        $crate::wire_struct::content($min, $reader.vec16())?
    };
    ($reader:ident opaque24($min:literal)) => {
        $crate::wire_struct::content($min, $reader.vec24())?
    };
    ($reader:ident list8($item:ty)) => {
        $crate::wire_struct::items::<$item>(0, $reader.vec8())?
    };
    ($reader:ident list16($item:ty)) => {
        $crate::wire_struct::items::<$item>(0, $reader.vec16())?
    };
    ($reader:ident list24($item:ty)) => {
        $crate::wire_struct::items::<$item>(0, $reader.vec24())?
    };
    ($reader:ident some8($item:ty)) => {
        $crate::wire_struct::items::<$item>(1, $reader.vec8())?
    };
    ($reader:ident some16($item:ty)) => {
        $crate::wire_struct::items::<$item>(1, $reader.vec16())?
    };
    ($reader:ident some24($item:ty)) => {
        $crate::wire_struct::items::<$item>(1, $reader.vec24())?
    };
    ($reader:ident extensions) => {
        $crate::Extensions::parse($reader.vec16().ok()?).ok()?
    };
    ($reader:ident nested($type:ty)) => {
        <$type as $crate::vector::Item>::skip($reader)?
    };
    ($reader:ident rest) => {
        $reader.take_rest()
    };
    ($reader:ident rest_list($item:ty)) => {
        $crate::wire_struct::items::<$item>(0, Ok($reader.take_rest()))?
    };
}

/// A vector's content, if it was read and is that long.
#[inline]
pub(crate) fn content(min: usize, read: Result<&[u8], ReadError>) -> Option<&[u8]> {
    read.ok().filter(|content| content.len() >= min)
}

/// Whether a vector was read, is that long, and holds items.
#[inline]
pub(crate) fn items<'a, T: Item<'a>>(min: usize, read: Result<&'a [u8], ReadError>) -> Option<()> {
    T::fill(content(min, read)?).then_some(())
}

macro_rules! write_field {
    ($sink:ident $self:ident $field:ident u8) => {
        $sink.put(&[$self.$field]);
    };
    ($sink:ident $self:ident $field:ident u16) => {
        $sink.put(&$self.$field.to_be_bytes());
    };
    ($sink:ident $self:ident $field:ident u24) => {
        $sink.u24(stringify!($field), $self.$field)?;
    };
    ($sink:ident $self:ident $field:ident u32) => {
        $sink.put(&$self.$field.to_be_bytes());
    };
    ($sink:ident $self:ident $field:ident code8($type:ty)) => {
        $sink.put(&[$self.$field.0]);
    };
    ($sink:ident $self:ident $field:ident code16($type:ty)) => {
        $sink.put(&$self.$field.0.to_be_bytes());
    };
    ($sink:ident $self:ident $field:ident array($length:expr)) => {
        $sink.put($self.$field);
    };
    ($sink:ident $self:ident $field:ident opaque8($min:literal)) => {
        $sink.vec8(stringify!($field), $self.$field)?;
    };
    ($sink:ident $self:ident $field:ident opaque16($min:literal)) => {
        $sink.vec16(stringify!($field), $self.$field)?;
    };
    ($sink:ident $self:ident $field:ident opaque24($min:literal)) => {
        $sink.vec24(stringify!($field), $self.$field)?;
    };
    ($sink:ident $self:ident $field:ident list8($item:ty)) => {
        $sink.vec8(stringify!($field), $self.$field.as_bytes())?;
    };
    ($sink:ident $self:ident $field:ident list16($item:ty)) => {
        $sink.vec16(stringify!($field), $self.$field.as_bytes())?;
    };
    ($sink:ident $self:ident $field:ident list24($item:ty)) => {
        $sink.vec24(stringify!($field), $self.$field.as_bytes())?;
    };
    ($sink:ident $self:ident $field:ident some8($item:ty)) => {
        $sink.vec8(stringify!($field), $self.$field.as_bytes())?;
    };
    ($sink:ident $self:ident $field:ident some16($item:ty)) => {
        $sink.vec16(stringify!($field), $self.$field.as_bytes())?;
    };
    ($sink:ident $self:ident $field:ident some24($item:ty)) => {
        $sink.vec24(stringify!($field), $self.$field.as_bytes())?;
    };
    ($sink:ident $self:ident $field:ident extensions) => {
        $sink.vec16(stringify!($field), $self.$field.as_bytes())?;
    };
    ($sink:ident $self:ident $field:ident nested($type:ty)) => {
        $self.$field.write($sink)?;
    };
    ($sink:ident $self:ident $field:ident rest) => {
        $sink.put($self.$field);
    };
    ($sink:ident $self:ident $field:ident rest_list($item:ty)) => {
        $sink.put($self.$field.as_bytes());
    };
}

pub(crate) use {codec, field_type, parse, read_field, skip_field, wire_struct, write_field};
