# `_blocks.py` in C. Processors of x86-64 compare 16 bytes at once. For others, arithmetic on eight bytes (Warren,
# "Hacker's Delight", 2013, 6-1): the carry into the highest bit of each is the result of the test, adding 1F carries from
# `a` on, adding 05 from after `z` on; and the position of a bit by a number in which each six bits occur once (Leiserson
# et al., "Using de Bruijn sequences to index a 1 in a computer word", 1998).
cdef extern from *:
    """
    #include <string.h>
    #if defined(__SSE2__) || defined(_M_X64)
    #include <emmintrin.h>
    #define TEXTMEND_SSE2 1
    #endif
    #if defined(_MSC_VER)
    #include <intrin.h>
    #endif
    typedef unsigned long long textmend_u64;

    static inline textmend_u64 textmend_eight(const unsigned char *units, Py_ssize_t at) {
        textmend_u64 eight;
    #if PY_BIG_ENDIAN
        int number;
        for (eight = 0, number = 8; number--;) eight = eight << 8 | units[at + number];
    #else
        memcpy(&eight, units + at, 8);
    #endif
        return eight;
    }

    static inline Py_ssize_t textmend_place_of(textmend_u64 bit) {
    #if defined(__GNUC__) || defined(__clang__)
        return __builtin_ctzll(bit);
    #elif defined(_MSC_VER) && defined(_WIN64)
        unsigned long place;
        _BitScanForward64(&place, bit);
        return place;
    #else
        static const unsigned char places[64] = {
            0, 1, 48, 2, 57, 49, 28, 3, 61, 58, 50, 42, 38, 29, 17, 4, 62, 55, 59, 36, 53, 51, 43, 22, 45, 39, 33, 30, 24, 18, 12, 5,
            63, 47, 56, 27, 60, 41, 37, 16, 54, 35, 52, 21, 44, 32, 23, 11, 46, 26, 40, 15, 34, 20, 31, 10, 25, 14, 19, 9, 13, 8, 7, 6};
        return places[(bit * 0x03F79D71B4CB0A89ULL) >> 58];
    #endif
    }

    static inline int textmend_is_plain(unsigned char unit) {
        return (unsigned char)((unit | 0x20) - 'a') < 26;
    }

    static inline Py_ssize_t textmend_trailing(const unsigned char *units, Py_ssize_t start, Py_ssize_t end) {
        Py_ssize_t count = 0;
        for (; start < end; start++) count += (units[start] & 0xC0) == 0x80;
        return count;
    }

    static inline Py_ssize_t textmend_width_of(unsigned int unit) {
        return 1 + (unit > 0x7F) + (unit > 0x7FF) + (unit > 0xFFFF);
    }

    static inline unsigned int textmend_character(const unsigned char *units, Py_ssize_t at) {
        const unsigned char *u = units + at;
        if (u[0] < 0x80) return u[0];
        if (u[0] < 0xE0) return (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
        if (u[0] < 0xF0) return (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
        return (u[0] & 0x07u) << 18 | (u[1] & 0x3Fu) << 12 | (u[2] & 0x3Fu) << 6 | (u[3] & 0x3Fu);
    }

    #if defined(TEXTMEND_SSE2)
    static inline textmend_u64 textmend_letters(const unsigned char *units, Py_ssize_t at) {
        textmend_u64 found = 0;
        int part;
        for (part = 0; part < 64; part += 16) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(units + at + part));
            /* From `a` to `z` the bytes become the 26 lowest signed numbers. */
            __m128i low = _mm_add_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8(0x1F));
            __m128i is_letter = _mm_cmplt_epi8(low, _mm_set1_epi8(-128 + 26));
            found |= (textmend_u64)(unsigned int)_mm_movemask_epi8(is_letter) << part;
        }
        return found;
    }

    static inline textmend_u64 textmend_spaces(const unsigned char *units, Py_ssize_t at) {
        textmend_u64 found = 0;
        int part;
        for (part = 0; part < 64; part += 16) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(units + at + part));
            __m128i is_space = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x20));
            found |= (textmend_u64)(unsigned int)_mm_movemask_epi8(is_space) << part;
        }
        return found;
    }
    #else
    #define TEXTMEND_LOW 0x7F7F7F7F7F7F7F7FULL
    #define TEXTMEND_HIGH 0x8080808080808080ULL
    /* The highest bits of eight bytes, packed together. */
    static inline textmend_u64 textmend_packed(textmend_u64 marks) {
        return (((marks & TEXTMEND_HIGH) >> 7) * 0x0102040810204080ULL) >> 56;
    }

    static inline textmend_u64 textmend_letters(const unsigned char *units, Py_ssize_t at) {
        textmend_u64 found = 0;
        int part;
        for (part = 0; part < 64; part += 8) {
            textmend_u64 eight = textmend_eight(units, at + part);
            textmend_u64 folded = (eight | 0x2020202020202020ULL) & TEXTMEND_LOW;
            textmend_u64 marks = (folded + 0x1F1F1F1F1F1F1F1FULL) & ~(folded + 0x0505050505050505ULL) & ~eight;
            found |= textmend_packed(marks) << part;
        }
        return found;
    }

    static inline textmend_u64 textmend_spaces(const unsigned char *units, Py_ssize_t at) {
        textmend_u64 found = 0;
        int part;
        for (part = 0; part < 64; part += 8) {
            textmend_u64 zero = textmend_eight(units, at + part) ^ 0x2020202020202020ULL;
            /* Except for a 0, adding 7F carries, or the bit is set already. */
            found |= textmend_packed(~(((zero & TEXTMEND_LOW) + TEXTMEND_LOW) | zero)) << part;
        }
        return found;
    }
    #endif
    """
    unsigned long long letters_in "textmend_letters"(const unsigned char* units, Py_ssize_t at) noexcept nogil
    unsigned long long spaces_in "textmend_spaces"(const unsigned char* units, Py_ssize_t at) noexcept nogil
    unsigned long long eight "textmend_eight"(const unsigned char* units, Py_ssize_t at) noexcept nogil
    Py_ssize_t place_of "textmend_place_of"(unsigned long long bit) noexcept nogil
    bint is_plain "textmend_is_plain"(unsigned char unit) noexcept nogil
    Py_ssize_t trailing "textmend_trailing"(const unsigned char* units, Py_ssize_t start,
                                                    Py_ssize_t end) noexcept nogil
    Py_ssize_t width_of "textmend_width_of"(unsigned int unit) noexcept nogil
    unsigned int character "textmend_character"(const unsigned char* units, Py_ssize_t at) noexcept nogil
