#include <opus/opus.h>

// Swift can't call variadic functions. The gain is in steps of 1/256 dB.
static inline int opus_decoder_set_gain(OpusDecoder *decoder, opus_int32 gain) {
    return opus_decoder_ctl(decoder, OPUS_SET_GAIN(gain));
}
